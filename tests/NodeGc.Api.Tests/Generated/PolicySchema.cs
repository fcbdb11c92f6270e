namespace NodeGc.Api.Tests.Generated;

/// <summary>The schema of the policy is written once, in the definition of NodeStorageCleanup. Orders have a copy of
/// it.</summary>
/// <remarks>The rules in CEL are left out: they are for people, for 64 orders those of lists would cost more than a
/// server allows, and the operator issues no order of a cleanup that it has not checked.</remarks>
internal static class PolicySchema
{
    private const string Start = "# The policy";
    private const string End = "# End of the policy.";
    private const string Rules = "x-kubernetes-validations:";
    private const string Description = "description: ";
    private const int Columns = 120;

    /// <summary>The definition of NodeStorage with the policy in that of NodeStorageCleanup.</summary>
    public static string Copy(string cleanups, string nodes)
    {
        var (source, target) = (cleanups.Split('\n'), nodes.Split('\n'));
        var (policy, place) = (Find(source), Find(target));
        var deeper = Indent(target[place.End.Value]) - Indent(source[policy.End.Value]);
        return string.Join('\n', [.. target[..place.Start], .. Shift(source[policy], deeper), .. target[place.End..]]);
    }

    /// <summary>The lines between the two comments.</summary>
    private static Range Find(string[] lines)
    {
        var start = Array.FindIndex(lines, line => line.TrimStart().StartsWith(Start, StringComparison.Ordinal));
        var end = Array.FindIndex(lines, line => line.TrimStart() == End);
        return start >= 0 && end > start
            ? (start + 1)..end
            : throw new InvalidOperationException($"The definition lacks the comments {Start} and {End}");
    }

    private static IEnumerable<string> Shift(string[] lines, int deeper)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            var (line, indent) = (lines[at].TrimStart(), Indent(lines[at]));
            var below = lines.Skip(at + 1).TakeWhile(next => Indent(next) > indent).ToList();
            var isText = line.StartsWith(Description, StringComparison.Ordinal);
            foreach (
                var copy in line == Rules ? []
                : isText ? Describe(line[Description.Length..], below, indent + deeper)
                : [new string(' ', indent + deeper) + line]
            )
                yield return copy;
            if (isText || line == Rules)
                at += below.Count;
        }
    }

    /// <summary>A description, folded if it does not fit in its line.</summary>
    private static IEnumerable<string> Describe(string text, List<string> folded, int indent)
    {
        var (before, whole) = (new string(' ', indent), $"{new string(' ', indent)}{Description}{text}");
        return folded.Count == 0 && whole.Length <= Columns
            ? [whole]
            :
            [
                $"{before}{Description}>-",
                .. Fold(folded.Count == 0 ? text : string.Join(' ', folded.Select(line => line.Trim())), indent + 2),
            ];
    }

    private static List<string> Fold(string text, int indent)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
            if (lines[^1].Length == 0)
                lines[^1] = new string(' ', indent) + word;
            else if (lines[^1].Length + 1 + word.Length <= Columns)
                lines[^1] += $" {word}";
            else
                lines.Add(new string(' ', indent) + word);
        return lines;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
