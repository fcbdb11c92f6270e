using System.CommandLine.Parsing;

namespace NodeGc.Agent.CommandLine;

/// <summary>What <c>--output</c> says: a form, or the file into which a plan is put.</summary>
/// <param name="Format">The form of what is printed.</param>
/// <param name="File">The file; null where there is none.</param>
internal sealed record OutputChoice(OutputFormat Format, string? File)
{
    public static OutputChoice Text { get; } = new(OutputFormat.Text, null);

    private static OutputChoice Json { get; } = new(OutputFormat.Json, null);

    /// <summary>The words mean what they always meant; a file needs <c>.json</c> at its end or a slash, so that a
    /// mistyped word is none.</summary>
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
                ? $"--output takes text, json or a file whose name ends in .json or has a slash, not '{given}'"
                : $"--output takes text or json, not '{given}'"
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
