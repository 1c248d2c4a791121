"""First names common in English news, by gender: they tell people from places."""

FIRST_NAMES_F = """
abigail ada adele alana alison alyssa amina amira ana anita anne annette annie aria ariana
arlene audrey ava barb beatrice becky belinda bernadette bernice bertha beth bethany betsy
bianca bonnie brenna bridget candace cara carla carly carmen caroline carrie cassandra cathy
cecilia celeste chelsea christa cindy clara claudia colleen connie constance cora corinne
courtney daisy dana daphne darlene deanna debbie delia dolores dora dorothy edith edna
eileen elaine eleanor elena elisa elise ella ellen eloise elsie esther eva eve fatima
felicia florence freda gail gemma georgia geraldine gina ginger gladys greta gwen haley harriet
hazel heidi helena henrietta holly ida imogen ingrid irene iris isabel ivy jackie jade
jasmine jeanette jeannie jen jenna jenny jill jo joanna jocelyn jodi josephine joy juanita
juliet justine karin karina kate katy kay kerry kim kirsten kristen kristin kristina lara
leah lena leona leslie lillian lily linda liz lois lola lorna lorraine lottie louise lucia
lucille lydia lynn mabel mae maggie malala mandy marcia margot marianne marina marion marjorie
marlene marsha maureen maxine maya meg melinda mercedes meredith mia mildred mina miranda molly
mona monica muriel myra nadia naomi natasha nell nina nora norma olga paige pam pat patty paula
pauline pearl peggy penelope penny petra phoebe phyllis polly priscilla rachael ramona regina
renee rhonda rita roberta robin robyn rochelle rosa rosalind rose rosemary roxanne ruby sabrina
sadie sally sandy selena serena sheila shelley sherry sienna silvia sonia sophie stacey stacy
stella susannah suzanne sylvia tamara tammy tanya tess tessa thelma tina toni tracy trisha trudy
ursula valerie vanessa vera veronica vicki vicky violet vivian wanda whitney wilma yolanda
yvette yvonne mary patricia jennifer elizabeth barbara susan jessica sarah karen lisa nancy
betty margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah
stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela emma
nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather
diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan
andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice
jean alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa
diana natalie brittany charlotte marie kayla alexis lori wendy tara jody chrystia hillary ivanka
melania kamala nikki marise shannon joanne jane claire fiona gillian lucy chloe zoe erin kathy
sue
"""
FIRST_NAMES_M = """
abdul abraham ahmed aidan alastair alec alex alfred ali alistair allan allen alvin amir amos
andre andres andy angus antonio archie arnold arun ashok barney barry bart basil bert blake brad
bradley brendan brent brett bryce byron calvin cameron carlos carlton casey cecil cedric chad
charlie chester chuck clarence claude clay clifford clint clive clyde cody colin conor corey
cory curtis dale damian damien dana dane darren darryl dean dermot desmond diego dominic don
donovan duane duncan dustin dwayne earl ed eddie edgar edwin elliot elliott elton elvis emmett
enrique eric erik ernest ethan evan everett ezra felix fernando finn floyd francis francisco
frankie fred freddie frederick garrett gavin gene geoff geoffrey gilbert giles glen glenn gordon
hal hamish harris harry harvey hector henrik herbert herman howard hubert hugh
hugo hussein ibrahim igor imran irving isaac ismail ivan jackson jaime jake jamal jamie jared
jarrod jasper jay jeff jerome jesus jimmy joaquin joel joey johnny jon jonas jorge josef juan
julian julio karl keir kelvin ken kent khalid kirk kurt lance lars lee len leo leon leonard
leroy leslie lester levi lewis liam lionel lloyd lorenzo lou louis lucas luis lyle malcolm
manuel marc marco marcus mario marshall marvin mathew matt maurice mauricio maxwell mel melvin
micah mick miguel miles milton mitchell mohamed mohammad mohammed monty morgan morris moses
murray ned nelson nick nicolas nigel norman oliver omar oscar otto owen pablo perry pete phil
pierre preston quentin rafael rahul ralph ramon randall raj rashid ray reginald rex rhys ricardo
rick ricky rishi rob robbie rodney rodrigo roland roman ron ronnie rory ross ruben rudolph
rupert russ salman sammy samir santiago sebastian seth shane shaun shawn sid sidney silvio
spencer stan stanley stefan stewart stuart sylvester tariq tate teddy theo theodore tim tobias
toby todd tommy travis troy tyrone vaughn vernon vic victor viktor vince virgil wade wallace
ward warren wesley wilbur wilfred winston wyatt xavier yusuf zach zack james john robert
michael william david richard joseph thomas charles christopher daniel matthew anthony mark
donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey
ryan jacob gary nicholas jonathan stephen larry justin scott brandon benjamin samuel gregory
alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry douglas
zachary peter kyle noah jeremy walter christian keith roger terry austin sean gerald carl harold
dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan albert willie elijah
wayne randy vincent mason roy bobby russell philip eugene dave mike steve jim tom bob bill tony
greg chris dan barack mitt vladimir emmanuel boris doug derek trevor martin ernie ian neil craig
ted walt simon graham ben sam max luke
"""
