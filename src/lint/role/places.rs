//! Words of a title that are not about a product: places, ways of working, contracts, industries.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::set;

/// Countries, regions, states and cities, by their words, without accents.
pub(super) static PLACES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("
        emea apac latam dach nordics nordic benelux cee mena anz asean europe european eu uk us usa uki america americas american
        africa asia pacific middle east west north south eastern western northern southern central coast area bay greater metro
        metropolitan region regions regional city cities country countries countrywide nationwide worldwide global globally
        international anywhere states united kingdom emirates uae republic county state downtown hq headquarters office offices
        campus district tri timezone timezones zone zones time cet cest gmt utc est pst et pt
        afghanistan albania algeria argentina armenia australia australian austria azerbaijan bahrain bangladesh belarus belgium
        bolivia bosnia brazil brasil bulgaria cambodia cameroon canada canadian chile china colombia costa rica croatia cuba cyprus
        czech czechia denmark ecuador egypt england estonia ethiopia finland france georgia germany deutschland ghana great britain
        greece guatemala hong kong hungary iceland india indonesia iran iraq ireland israel italy italia jamaica japan jordan
        kazakhstan kenya korea kosovo kuwait latvia lebanon lithuania luxembourg macedonia malaysia malta mexico moldova monaco
        mongolia montenegro morocco nepal netherlands holland zealand nigeria norway oman pakistan panama paraguay peru philippines
        poland portugal qatar romania russia rwanda saudi arabia scotland senegal serbia singapore slovakia slovenia spain espana
        sri lanka sweden switzerland schweiz taiwan tanzania thailand tunisia turkey turkiye uganda ukraine uruguay uzbekistan
        venezuela vietnam wales zambia zimbabwe
        alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas
        kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire
        jersey york carolina dakota ohio oklahoma oregon pennsylvania rhode island tennessee texas utah vermont virginia washington
        wisconsin wyoming dc tx ca ny nj wa co il ma ga fl nc sc va oh mi pa az mn md ut tn ct wi in
        ontario quebec alberta british columbia manitoba saskatchewan nova scotia brunswick bc qc wales nsw queensland victoria
        tasmania bavaria bayern hesse saxony nrw catalonia andalusia lombardy brittany silesia karnataka maharashtra tamil nadu
        telangana kerala gujarat haryana punjab bengal
        amsterdam rotterdam utrecht hague eindhoven delft groningen antwerp brussels bruxelles ghent leuven bruges liege paris lyon
        lille nantes bordeaux toulouse marseille nice strasbourg rennes grenoble montpellier sophia antipolis berlin munich munchen
        muenchen hamburg cologne koln koeln frankfurt stuttgart dusseldorf duesseldorf leipzig dresden hanover hannover nuremberg
        nurnberg bremen bonn karlsruhe mannheim essen dortmund potsdam heidelberg freiburg darmstadt walldorf vienna wien graz linz
        salzburg innsbruck zurich zuerich geneva geneve basel bern lausanne lugano zug london manchester leeds birmingham bristol
        edinburgh glasgow cardiff belfast liverpool sheffield newcastle nottingham oxford cambridge brighton reading bath york
        southampton aberdeen milton keynes leicester coventry exeter norwich swansea swindon slough dublin cork galway limerick
        madrid barcelona valencia seville sevilla malaga bilbao zaragoza lisbon lisboa porto braga coimbra rome roma milan milano
        turin torino naples bologna florence firenze venice verona genoa athens thessaloniki warsaw warszawa krakow cracow wroclaw
        gdansk poznan lodz katowice szczecin lublin gdynia prague praha brno ostrava bratislava kosice budapest debrecen bucharest
        cluj napoca timisoara iasi sofia plovdiv varna belgrade novi sad zagreb split ljubljana maribor sarajevo skopje tirana
        tallinn tartu riga vilnius kaunas helsinki espoo tampere turku oulu stockholm gothenburg goteborg malmo uppsala linkoping
        oslo bergen trondheim stavanger copenhagen kobenhavn aarhus odense aalborg reykjavik kyiv kiev lviv kharkiv odesa dnipro
        minsk moscow petersburg istanbul ankara izmir tel aviv haifa jerusalem dubai abu dhabi doha riyadh jeddah cairo casablanca
        rabat tunis lagos abuja accra nairobi kampala kigali johannesburg cape town durban pretoria
        york brooklyn manhattan nyc sf san francisco oakland jose palo alto mountain view sunnyvale menlo redwood santa clara
        cupertino los angeles la diego irvine sacramento seattle bellevue redmond portland boise denver boulder salt lake lehi austin
        dallas houston plano antonio phoenix scottsdale tempe tucson las vegas reno albuquerque minneapolis paul chicago milwaukee
        madison detroit ann arbor columbus cleveland cincinnati indianapolis louis nashville memphis atlanta charlotte raleigh durham
        tampa orlando miami jacksonville lauderdale boston somerville providence hartford stamford philadelphia pittsburgh baltimore
        arlington mclean reston richmond omaha tulsa fort worth worth angeles diego toronto montreal vancouver ottawa calgary
        edmonton waterloo winnipeg halifax hamilton kitchener victoria mexico guadalajara monterrey bogota medellin cali lima
        santiago buenos aires cordoba montevideo sao paulo rio janeiro belo horizonte curitiba florianopolis porto alegre recife
        brasilia campinas quito jose panama
        bangalore bengaluru mumbai delhi gurgaon gurugram noida hyderabad chennai pune kolkata ahmedabad kochi jaipur chandigarh
        thiruvananthapuram coimbatore karachi lahore islamabad dhaka colombo kathmandu beijing shanghai shenzhen guangzhou hangzhou
        chengdu suzhou wuhan tokyo osaka kyoto fukuoka yokohama nagoya seoul busan taipei hsinchu manila cebu makati jakarta bandung
        bali kuala lumpur penang bangkok hanoi ho chi minh saigon sydney melbourne brisbane perth adelaide canberra auckland
        wellington christchurch de del el le saint st am main an der im ob bad halle den haag hague gent ghent bruges mechelen hasselt namur
        charleroi delft tilburg breda arnhem nijmegen haarlem almere amersfoort maastricht gran canaria palma mallorca vigo gijon
        oviedo pamplona cadiz huelva coimbra aveiro funchal evora odessa rzeszow bialystok bydgoszcz torun olomouc pilsen
        guildford woking slough swindon luton ipswich colchester hull sunderland derby wolverhampton stoke preston blackpool
        bournemouth portsmouth plymouth chester lincoln durham swansea newport derry inverness stirling limerick waterford
        boca raton naples tacoma spokane eugene fresno bakersfield stockton anaheim long beach riverside provo ogden cheyenne
        bozeman missoula anchorage honolulu birmingham huntsville knoxville chattanooga lexington lansing rapids
        dayton toledo akron buffalo rochester albany syracuse newark jersey hoboken trenton bethesda alexandria norfolk
        greensboro winston salem greenville charleston savannah tallahassee gainesville sarasota baton rouge little rock
        oklahoma lubbock midland laredo boulder quebec regina saskatoon surrey burnaby markham mississauga brampton
        tijuana merida leon puebla cancun managua tegucigalpa guatemala salvador caracas asuncion cordoba rosario mendoza
        indore nagpur surat vadodara lucknow bhubaneswar mysore mysuru mangalore visakhapatnam madurai trivandrum faridabad
        ghaziabad thane navi goa peshawar rawalpindi chittagong kandy yangon phnom penh vientiane davao surabaya medan
        johor bahru kota kinabalu nanjing tianjin chongqing xiamen qingdao kobe hiroshima sendai sapporo incheon daejeon
        hobart darwin geelong newcastle wollongong gold dunedin tauranga harare lusaka maputo luanda dakar abidjan douala
        addis ababa dar salaam tripoli algiers amman beirut kuwait muscat manama sharjah baku tbilisi yerevan almaty astana tashkent")
});

/// Ways of working, contracts, and phrases of advertisements.
pub(super) static TERMS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("
        remote remotely remotefirst hybrid onsite site office based home homeoffice wfh telework flexible flex flexi async distributed
        relocation relocate visa sponsorship travel full part time fulltime parttime permanent perm contract contractor contracting
        temporary temp fixed term ftc fte freelance interim internship w2 c2c 1099 b2b umbrella ir35 inside outside month months
        week weeks year years yr yrs day days hours hour h pw maternity paternity parental leave cover secondment job share shift
        extension possible potential start immediate immediately asap urgent urgently now hiring wanted sought needed open opening
        vacancy position role roles opportunity join us we are re were looking seeking new great exciting amazing talent
        competitive salary equity bonus ote usd eur gbp k per annum pa up ref reference req requisition id jr no nr number
        night nights evening morning weekend weekends shifts rotating swing graveyard standby daytime nightshift backfill replacement covering
        substitute confidential exclusive client stealth reposted rockstar ninja guru superstar wizard unicorn passionate driven dynamic
        talented motivated experienced bilingual native fluent speaking speaker speakers mandarin cantonese language languages
        clearance cleared dv ts sci secret citizens citizenship nomad anywhere wfa eor hourly daily rate dayrate capital
        summer winter spring autumn january february march april may june july august september october november december
        lohn befristet unbefristet vollzeit teilzeit homeoffice cdi cdd alternance arbeitnehmeruberlassung returnship
        evergreen alternating sabbatical interim acting deputy joiner joiners notice chef produit produits technique responsable jefe producto tecnico produktmanager produktmanagerin
        technischer technische gerente produto tecnica nearshore offshore onshore staffing
        m f d w x all any genders gender individual contributor ic people first only preferred or and the a an our your to for of
        at in on with by from as well plus s q1 q2 q3 q4 level band grade class rank type mid career early late")
});

/// Industries and other words that name no product.
pub(super) static INDUSTRIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("
        fintech banking bank finance financial services insurance insurtech healthcare health healthtech medtech medical pharma
        pharmaceutical pharmaceuticals biotech life sciences retail ecommerce commerce e logistics transportation transport travel
        tourism hospitality gaming games gambling igaming betting media entertainment publishing advertising adtech martech marketing
        education edtech legaltech proptech real estate construction property energy utilities oil gas cleantech greentech climate
        renewables automotive mobility manufacturing industrial industry industries industrials aerospace aviation defence defense
        space government govtech public sector civic nonprofit ngo charity telecom telecoms telecommunications telco agriculture
        agritech agtech food foodtech fmcg consumer goods cpg fashion luxury sports sport fitness wellness hr hrtech regtech web3
        crypto blockchain saas paas b2c b2b2c d2c enterprise smb startup scaleup start scale company corporate business businesses
        unit division department team teams group organisation organization org function tribe squad chapter vertical verticals
        tech technology technologies it ict software digital engineering r delivery innovation strategy strategic transformation
        growth core products productmanagement operations agile scrum general high impact fast growing leading series seed stage backed funded vc series-b b c
        scaling established listed owned family mittelstand nonprofits charities ministry authority authorities
        municipal council federal startups scaleups b2g biotechnology mining metals chemicals chemical plastics rail
        railway railways maritime airline airlines hospitals hospital clinics universities university schools legal
        consulting consultancy agency agencies recruitment insurtech wealthtech cleantech
        wholesale supermarkets grocery beauty cosmetics furniture toys private")
});
