/**
 * French words that carry no meaning in a search, without accents.
 *
 * `generator/render/french.py` holds the same list; a test keeps them equal. Left out on purpose:
 * « sans » (sans permis), « car » (the coach), « ete » (summer jobs), « c » and « d » (driving
 * licences; elisions are removed before), « or ».
 */
export const STOP_WORDS = new Set(
  (
    "a afin ai ainsi alors apres as au aucun aucune aujourd aupres aussi autre autres aux avais " +
    "avait avant avec avez avoir avons ayant besoin bonjour ca ce ceci cela celle celles celui cet " +
    "cette ceux chaque cherche chez comme comment dans de depuis des devez dois doit doivent " +
    "donc dont du durant elle elles en entre es est et etaient etait etant etc etes etre " +
    "eux faire fait faites font hui il ils j je jusque l la le les leur leurs lors lorsque lui m ma " +
    "mais me meme memes merci mes moi moins mon n ne ni nos notre nous on ont ou par parce parmi " +
    "pas pendant peut peuvent peux plus pour pouvez puis puisque qu quand que quel quelle quelles " +
    "quels qui quoi s sa se selon sera seront ses si soi soient soit sommes son sont suis sur svp t ta " +
    "te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une veut veux via voici " +
    "voila vos votre voudrais voulez vous y " +
    // As one writes on a phone.
    "bjr chui e g jai jcherche jpeux jsui jsuis jveux jy pr slt stp sui"
  ).split(" "),
);
