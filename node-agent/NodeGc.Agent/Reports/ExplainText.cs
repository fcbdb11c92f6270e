using System.Collections.Immutable;
using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes explanations for people.</summary>
internal static class ExplainText
{
    public static void Write(IAnsiConsole console, ImmutableArray<ExplainDocument> explanations)
    {
        foreach (var explanation in explanations)
        {
            var where = explanation.Path is null ? "" : $" at {explanation.Path} ({Texts.Size(explanation.Bytes)})";
            console.WriteLine($"{explanation.Resource}{where}", new Style(decoration: Decoration.Bold));
            console.WriteLine($"  {explanation.Verdict}: {explanation.Because}");
            foreach (var (owner, depth) in explanation.Chain.Skip(1).Select((owner, index) => (owner, index)))
                console.WriteLine($"  {new string(' ', 2 * depth)}needed by {owner}");
            foreach (var needed in explanation.Needs) console.WriteLine($"  needs {needed}");
            console.WriteLine();
        }
    }
}
