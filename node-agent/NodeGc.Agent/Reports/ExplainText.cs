using System.Collections.Immutable;
using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes explanations as text.</summary>
internal static class ExplainText
{
    /// <summary>Kinds that are only counted: a base layer has hundreds of them.</summary>
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
        var size = explanation.Bytes is null ? "" : $" ({Formatting.Size(explanation.Bytes)})";
        page.WriteBold($"{explanation.Resource}{where}{size}");
        if (explanation.ImageKind is { } kind)
            page.WriteLine($"  {kind}{(explanation.Names.IsEmpty ? "" : $": {string.Join(", ", explanation.Names)}")}");
        var because = IsGarbage(explanation) ? ExplainReport.Unreferenced : explanation.Reason;
        page.WriteLine($"  {explanation.Verdict}: {because}");
        foreach (var (owner, depth) in explanation.Chain.Skip(1).Select((owner, index) => (owner, index)))
            page.WriteLine($"  {new string(' ', 2 * depth)}referenced by {owner}");
    }

    private static void WritePlace(Page page, ExplainDocument explanation)
    {
        if (!explanation.RelatedPaths.IsEmpty)
            page.WriteLine($"  related paths: {string.Join(", ", explanation.RelatedPaths)}");
        foreach (var layer in explanation.Layers)
            page.WriteLine($"  contains layer {layer}");
        foreach (var position in explanation.Positions)
            page.WriteLine(
                position.Position is { } at
                    ? $"  layer {at} of {position.Of} of image {position.Name}"
                    : $"  not a layer of image {position.Name}, but mounted below its lowest layer"
            );
    }

    private static void WriteUsers(Page page, ImmutableArray<UserDocument> users)
    {
        if (users.IsEmpty)
            return;
        page.WriteLine("  used by:");
        foreach (var kind in users.GroupBy(user => user.Kind))
        {
            var all = kind.ToList();
            var names =
                all.Count > 1 && Counted.Contains(kind.Key)
                    ? ""
                    : $": {Formatting.List([.. all.Select(user => user.Name)])}";
            page.WriteLine($"    {Nouns.Count(all.Count, kind.Key)}{names}");
        }
    }

    private static void WriteDirectories(Page page, ExplainDocument explanation)
    {
        if (explanation.Directories.IsEmpty)
            return;
        var (total, unique) = (Formatting.Size(explanation.TotalBytes), Formatting.Size(explanation.UniqueBytes));
        page.WriteLine($"  directories on disk, top layer first: {total}, of which {unique} not shared");
        ImagesText.WriteDirectories(page, explanation.Directories);
    }

    private static void WriteLogs(Page page, ContainerLogDocument? logs)
    {
        if (logs is not null)
            page.WriteLine($"  logs: {Formatting.Size(logs.Bytes)} in {Nouns.Count(logs.Files, "file")}");
    }

    private static void WriteNeeds(Page page, ExplainDocument explanation)
    {
        foreach (var needed in explanation.DependsOn)
            page.WriteLine($"  depends on {needed}");
        if (!IsGarbage(explanation))
            return;
        foreach (var source in explanation.Evidence)
            page.WriteLine($"  checked: {source.Source.ToLowerInvariant()}: {source.Checked}");
    }

    /// <summary>What was checked is listed at the end, one line per source of evidence.</summary>
    private static bool IsGarbage(ExplainDocument explanation) => explanation.Verdict == "garbage";
}
