using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>Writes explanations for people.</summary>
internal static class ExplainText
{
    /// <summary>Kinds that are told by their number: a base layer carries hundreds of them.</summary>
    private static readonly string[] Counted = ["layer", "layer directory", "layer mount", "image reference"];

    public static void Write(Page page, ImmutableArray<ExplainDocument> explanations)
    {
        foreach (var explanation in explanations)
        {
            WriteVerdict(page, explanation);
            foreach (var note in explanation.Notes)
                page.WriteLine($"  {note}");
            WritePlace(page, explanation);
            WriteUsers(page, explanation.Users);
            WriteDirectories(page, explanation);
            WriteLogs(page, explanation.Logs);
            WriteNeeds(page, explanation);
            page.WriteLine();
        }
    }

    private static void WriteVerdict(Page page, ExplainDocument explanation)
    {
        var where =
            explanation.Path is not { } path || explanation.Resource.EndsWith(path, StringComparison.Ordinal)
                ? ""
                : $" at {path}";
        var size = explanation.Bytes is null ? "" : $" ({Texts.Size(explanation.Bytes)})";
        page.WriteBold($"{explanation.Resource}{where}{size}");
        if (explanation.ImageKind is { } kind)
            page.WriteLine($"  {kind}{(explanation.Names.IsEmpty ? "" : $": {string.Join(", ", explanation.Names)}")}");
        var because = IsGarbage(explanation) ? explanation.Because.Split(';')[0] : explanation.Because;
        page.WriteLine($"  {explanation.Verdict}: {because}");
        foreach (var (owner, depth) in explanation.Chain.Skip(1).Select((owner, index) => (owner, index)))
            page.WriteLine($"  {new string(' ', 2 * depth)}needed by {owner}");
    }

    private static void WritePlace(Page page, ExplainDocument explanation)
    {
        if (!explanation.Companions.IsEmpty)
            page.WriteLine($"  with {string.Join(", ", explanation.Companions)}");
        foreach (var layer in explanation.Layers)
            page.WriteLine($"  it is the directory of layer {layer}");
        foreach (var position in explanation.Positions)
            page.WriteLine(
                position.Position is { } at
                    ? $"  layer {at} of {position.Of} of image {position.Name}"
                    : $"  only the driver's own files name it, below the layers of image {position.Name}"
            );
    }

    private static void WriteUsers(Page page, ImmutableArray<UserDocument> users)
    {
        if (users.IsEmpty)
            return;
        page.WriteLine("  all who need it:");
        foreach (var kind in users.GroupBy(user => user.Kind))
        {
            var all = kind.ToList();
            var names =
                all.Count > 1 && Counted.Contains(kind.Key)
                    ? ""
                    : $": {Texts.Some([.. all.Select(user => user.Name)])}";
            page.WriteLine($"    {all.Count} {(all.Count == 1 ? kind.Key : Plural(kind.Key))}{names}");
        }
    }

    private static void WriteDirectories(Page page, ExplainDocument explanation)
    {
        if (explanation.Directories.IsEmpty)
            return;
        var (total, unique) = (Texts.Size(explanation.TotalBytes), Texts.Size(explanation.UniqueBytes));
        page.WriteLine($"  directories on disk, top first: {total}, of which {unique} nobody else needs");
        ImagesText.WriteDirectories(page, explanation.Directories);
    }

    private static void WriteLogs(Page page, ContainerLogDocument? logs)
    {
        if (logs is not null)
            page.WriteLine($"  logs: {Texts.Size(logs.Bytes)} in {logs.Files} {(logs.Files == 1 ? "file" : "files")}");
    }

    private static void WriteNeeds(Page page, ExplainDocument explanation)
    {
        foreach (var needed in explanation.Needs)
            page.WriteLine($"  needs {needed}");
        if (!IsGarbage(explanation))
            return;
        foreach (var witness in explanation.Searched)
            page.WriteLine($"  asked in vain: {witness.Witness.ToLowerInvariant()}: {witness.Searched}");
    }

    /// <summary>Who was asked in vain is listed at the end, witness by witness.</summary>
    private static bool IsGarbage(ExplainDocument explanation) => explanation.Verdict == "garbage";

    private static string Plural(string kind) => kind.EndsWith('y') ? $"{kind[..^1]}ies" : $"{kind}s";
}
