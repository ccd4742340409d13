// The meeting as it runs. All of it begins in one turn: until then every form goes its ordinary way by its button, and
// nothing that is pressed is taken by one part before the other that sends it is there.
import "./sitting.js";
import "./sitting_keys.js";
import "./people.js";
import "./motions.js";
import "./questions.js";
