using System.Collections.Immutable;
using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes explanations for people.</summary>
internal static class ExplainText
{
    /// <summary>Kinds that are told by their number: a base layer carries hundreds of them.</summary>
    private static readonly string[] Counted = ["layer", "layer directory", "layer mount", "image reference"];

    public static void Write(IAnsiConsole console, ImmutableArray<ExplainDocument> explanations)
    {
        foreach (var explanation in explanations)
        {
            WriteVerdict(console, explanation);
            foreach (var note in explanation.Notes) console.WriteLine($"  {note}");
            WritePlace(console, explanation);
            WriteUsers(console, explanation.Users);
            WriteDirectories(console, explanation);
            WriteNeeds(console, explanation);
            console.WriteLine();
        }
    }

    private static void WriteVerdict(IAnsiConsole console, ExplainDocument explanation)
    {
        var where = explanation.Path is not { } path || explanation.Resource.EndsWith(path, StringComparison.Ordinal) ? "" : $" at {path}";
        var size = explanation.Bytes is null ? "" : $" ({Texts.Size(explanation.Bytes)})";
        console.WriteLine($"{explanation.Resource}{where}{size}", new Style(decoration: Decoration.Bold));
        if (explanation.ImageKind is { } kind) console.WriteLine($"  {kind}{(explanation.Names.IsEmpty ? "" : $": {string.Join(", ", explanation.Names)}")}");
        console.WriteLine($"  {explanation.Verdict}: {(IsGarbage(explanation) ? explanation.Because.Split(';')[0] : explanation.Because)}");
        foreach (var (owner, depth) in explanation.Chain.Skip(1).Select((owner, index) => (owner, index)))
            console.WriteLine($"  {new string(' ', 2 * depth)}needed by {owner}");
    }

    private static void WritePlace(IAnsiConsole console, ExplainDocument explanation)
    {
        if (!explanation.Companions.IsEmpty) console.WriteLine($"  with {string.Join(", ", explanation.Companions)}");
        foreach (var layer in explanation.Layers) console.WriteLine($"  it is the directory of layer {layer}");
        foreach (var position in explanation.Positions)
            console.WriteLine(position.Position is { } at
                ? $"  layer {at} of {position.Of} of image {position.Name}"
                : $"  only the driver's own files name it, below the layers of image {position.Name}");
    }

    private static void WriteUsers(IAnsiConsole console, ImmutableArray<UserDocument> users)
    {
        if (users.IsEmpty) return;
        console.WriteLine("  all who need it:");
        foreach (var kind in users.GroupBy(user => user.Kind))
        {
            var all = kind.ToList();
            var names = all.Count > 1 && Counted.Contains(kind.Key) ? "" : $": {Texts.Some([.. all.Select(user => user.Name)])}";
            console.WriteLine($"    {all.Count} {(all.Count == 1 ? kind.Key : Plural(kind.Key))}{names}");
        }
    }

    private static void WriteDirectories(IAnsiConsole console, ExplainDocument explanation)
    {
        if (explanation.Directories.IsEmpty) return;
        console.WriteLine($"  directories on disk, top first: {Texts.Size(explanation.TotalBytes)}, of which {Texts.Size(explanation.UniqueBytes)} nobody else needs");
        ImagesText.WriteDirectories(console, explanation.Directories);
    }

    private static void WriteNeeds(IAnsiConsole console, ExplainDocument explanation)
    {
        foreach (var needed in explanation.Needs) console.WriteLine($"  needs {needed}");
        if (!IsGarbage(explanation)) return;
        foreach (var witness in explanation.Searched) console.WriteLine($"  asked in vain: {witness.Witness.ToLowerInvariant()}: {witness.Searched}");
    }

    /// <summary>Who was asked in vain is listed at the end, witness by witness.</summary>
    private static bool IsGarbage(ExplainDocument explanation) => explanation.Verdict == "garbage";

    private static string Plural(string kind) => kind.EndsWith('y') ? $"{kind[..^1]}ies" : $"{kind}s";
}
