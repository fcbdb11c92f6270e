using System.CommandLine;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>Suggestions for the last word of a command line, printed as kubectl expects them: one per line, then
/// <c>:4</c>, which means that files are no suggestions.</summary>
internal static class Suggestions
{
    private const string NoFiles = ":4";

    /// <param name="root">The command line.</param>
    /// <param name="words">The words, the last one possibly empty.</param>
    public static async Task<int> PrintAsync(RootCommand root, string[] words)
    {
        foreach (var suggestion in List(root, words))
            await Console.Out.WriteLineAsync(suggestion);
        await Console.Out.WriteLineAsync(NoFiles);
        return 0;
    }

    private static IEnumerable<string> List(RootCommand root, string[] words)
    {
        var last = words is [.., var typed] ? typed : "";
        // A blank at the end of the line shows that the word before is complete.
        var line = string.Join(' ', words.Select(Quote));
        return root.Parse(line)
            .GetCompletions(line.Length)
            .Select(item => item.Label)
            .Where(label => label.StartsWith(last, StringComparison.Ordinal))
            // Nobody looks for /h and /?, the names of help on Windows, or for options before typing a dash.
            .Where(label => last.StartsWith('-') || !(label.StartsWith('-') || label.StartsWith('/')))
            .Distinct();
    }

    private static string Quote(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;
}
