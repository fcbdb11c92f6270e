using System.Text;
using System.Text.RegularExpressions;

namespace NodeGc.Docs.Tests.Generated;

/// <summary>The values of the chart with their defaults, from <c>values.yaml</c>. A comment that starts with
/// <c># --</c> describes the value below it.</summary>
internal static partial class ValuesTable
{
    /// <summary>Every value: a path, its default, and its description.</summary>
    public static IEnumerable<(string Path, string Default, string Description)> Read(string yaml)
    {
        var (above, comment) = (new List<(int Indent, string Name)>(), new StringBuilder());
        foreach (var line in yaml.Split('\n'))
            if (Comment().Match(line) is { Success: true } text)
                Append(comment, text.Groups[1].Value);
            else if (Key().Match(line) is { Success: true } key)
            {
                var indent = key.Groups[1].Length;
                above.RemoveAll(one => one.Indent >= indent);
                above.Add((indent, key.Groups[2].Value));
                var (path, value) = (string.Join('.', above.Select(one => one.Name)), key.Groups[3].Value.Trim());
                if (value.Length > 0 || comment.Length > 0)
                    yield return (path, value, comment.ToString());
                comment.Clear();
            }
            else if (line.Trim().Length == 0)
                comment.Clear();
            else
                throw new InvalidOperationException($"values.yaml: this line is not understood: {line}");
    }

    /// <summary>The table in Markdown.</summary>
    public static string Write(string yaml)
    {
        var table = new StringBuilder("| Value | Default | Meaning |\n|---|---|---|\n");
        foreach (var (path, value, description) in Read(yaml))
            table
                .Append("| `")
                .Append(path)
                .Append("` | ")
                .Append(Code(value))
                .Append(" | ")
                .Append(description)
                .Append(" |\n");
        return table.ToString();
    }

    private static void Append(StringBuilder comment, string text)
    {
        if (text.StartsWith("-- ", StringComparison.Ordinal))
            comment.Clear().Append(text.AsSpan(3));
        else if (comment.Length > 0)
            comment.Append(' ').Append(text);
    }

    private static string Code(string value) => value.Length == 0 ? "" : $"`{value}`";

    [GeneratedRegex(@"^ *# ?(.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^( *)([A-Za-z]\w*):( .*)?$")]
    private static partial Regex Key();
}
