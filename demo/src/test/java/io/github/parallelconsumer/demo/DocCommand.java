package io.github.parallelconsumer.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The simple commands of a shell script that uses no more of the language than a document should. Stateless. */
final class DocCommand {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"$`]*)\"|([^\\s'\"]+)");
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:\\|\\||&&|[|;&\n])\\s*");
    private static final Pattern REDIRECTION = Pattern.compile("\\s\\d?>>?\\s?(?:/dev/null|&\\d|[\\w./-]+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z][A-Z0-9_]*=.*");

    private DocCommand() {}

    /** Each command as its words, without redirections, comments and settings of variables. */
    static List<List<String>> of(String script) {
        var plain = script.replace("\\\n", " ").replaceAll("(?m)(^|\\s)#.*$", "");
        return BETWEEN.splitAsStream(REDIRECTION.matcher(plain).replaceAll(""))
                .map(DocCommand::words)
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static List<String> words(String command) {
        var words = new ArrayList<String>();
        var found = WORD.matcher(command);
        while (found.find()) {
            var word =
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
            if (!words.isEmpty() || !ASSIGNMENT.matcher(word).matches()) {
                words.add(word);
            }
        }
        return words;
    }
}
