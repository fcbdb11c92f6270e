using System.CommandLine.Parsing;

namespace NodeGc.Agent.CommandLine;

/// <summary>The value of <c>--output</c>: a format, or the file to store a plan in.</summary>
/// <param name="Format">The format of what is printed.</param>
/// <param name="File">The file; null if none was given.</param>
internal sealed record OutputChoice(OutputFormat Format, string? File)
{
    public static OutputChoice Text { get; } = new(OutputFormat.Text, null);

    private static OutputChoice Json { get; } = new(OutputFormat.Json, null);

    /// <summary>A file name must end in <c>.json</c> or contain a slash, so that a mistyped format is not taken for a
    /// file.</summary>
    public static OutputChoice? Parse(ArgumentResult result, bool mayBeFile)
    {
        var given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (given.Equals("text", StringComparison.OrdinalIgnoreCase))
            return Text;
        if (given.Equals("json", StringComparison.OrdinalIgnoreCase))
            return Json;
        if (mayBeFile && IsFile(given))
            return new OutputChoice(OutputFormat.Text, Path.GetFullPath(given));
        result.AddError(
            mayBeFile
                ? $"--output must be text, json, or a file name that ends in .json or contains a slash, not '{given}'"
                : $"--output must be text or json, not '{given}'"
        );
        return null;
    }

    private static bool IsFile(string given) =>
        !given.EndsWith('/')
        && (
            given.Contains('/', StringComparison.Ordinal)
            || (given.Length > ".json".Length && given.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        );
}
