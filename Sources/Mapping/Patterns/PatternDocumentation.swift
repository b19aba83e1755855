/// What the manual says about regular expressions.
enum PatternDocumentation {
  static let text = """
    A pattern is a text in quotes; `\\` begins an escape in texts, too, so that it is written twice: `"\\\\d+"`. It is
    matched in time that grows with the text, whatever the pattern is: there is nothing in it that goes back. The first
    place where it is found counts, and there the first alternative that fits.

    | written | finds |
    | --- | --- |
    | `a` `é` | the character itself; `\\` before one of `. * + ? { } ( ) [ ] ^ $ / \\` and the bar takes its meaning away |
    | `.` | any character but a line break |
    | `[abc]` `[a-z]` `[^a-z]` | one of these characters; one that is none of them |
    | `\\d` `\\w` `\\s` | a digit `0` to `9`; a letter, digit or `_` of any script; white space. `\\D` `\\W` `\\S` everything else |
    | `\\p{L}` `\\p{Lu}` `\\p{Ll}` `\\p{N}` `\\p{M}` `\\p{P}` `\\p{S}` `\\p{Z}` | letters, of upper and of lower case, numbers, \
    marks, punctuation, symbols, white space; `\\P{…}` everything else |
    | `\\n` `\\r` `\\t` | a line break, a carriage return, a tab |
    | `^` `$` `\\b` `\\B` | the beginning and the end of the text; the edge of a word, and no edge |
    | `(…)` `(?:…)` | a group, kept as `$1`, `$2`, …; a group that isn't kept |
    | `x&#124;y` | one of several |
    | `x*` `x+` `x?` `x{2}` `x{2,}` `x{2,5}` | repetitions, as many as fit; with `?` behind them as few as fit |
    | `(?i)` | at the beginning: upper and lower case are the same |

    Back references, look-ahead and look-behind aren't available, since no one knows how to match them in bounded time. A
    pattern has at most 2,000 steps once its repetitions are written out.
    """
}
