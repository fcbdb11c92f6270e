using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Explanations;

/// <summary>Resolves what the user asks about and explains every match: a name, a path as seen here or by the daemon,
/// a diff ID.</summary>
/// <param name="inventory">The store.</param>
/// <param name="explainer">An explainer of the same inventory.</param>
/// <param name="usage">What was measured; null where nothing was.</param>
internal sealed class ExplainSubject(Inventory inventory, Explainer explainer, StoreUsage? usage = null)
{
    private readonly string dataRoot = inventory.Store.DataRoot;

    /// <summary>Read only when needed: a damaged journal must not prevent explanations.</summary>
    private ImmutableArray<QuarantinedItem> Quarantine => QuarantineListing.Read(dataRoot);

    /// <summary>One document for each match of <paramref name="subject"/>; empty if there is none.</summary>
    /// <exception cref="AgentException">The path is ambiguous.</exception>
    public ImmutableArray<ExplainDocument> Find(string subject)
    {
        if (!Path.IsPathRooted(subject) && Named(subject) is { IsEmpty: false } named)
            return named;
        if (Place(subject) is { } path && At(ShortPath.Expand(dataRoot, path)) is { IsEmpty: false } there)
            return there;
        if (Path.IsPathRooted(subject))
            return Elsewhere(subject) is { IsEmpty: false } elsewhere ? elsewhere : Named(subject.TrimStart('/'));
        return DiffIds.Find(dataRoot, inventory.Store.Driver, subject) is { IsEmpty: false } layers
            ? [.. layers.SelectMany(layer => OfDiff(subject, layer))]
            : [];
    }

    private ImmutableArray<ExplainDocument> Named(string name)
    {
        var found = explainer.FindNamed(name);
        return found.IsEmpty
            ?
            [
                .. Quarantine
                    .Where(item => item.Name == name || item.Name.EndsWith($"/{name}", StringComparison.Ordinal))
                    .Select(ExplainReport.Create),
            ]
            : [.. found.Select(resource => Explain(resource))];
    }

    /// <summary>The path relative to the data root; null if it is outside. A relative path may be relative to the
    /// working directory.</summary>
    private string? Place(string subject)
    {
        var isHere = Path.IsPathRooted(subject) || Path.Exists(subject);
        var below = isHere ? DataRootPath.Find(dataRoot, subject) : null;
        return below ?? (Path.IsPathRooted(subject) ? null : DataRootPath.Clean(subject));
    }

    private ImmutableArray<ExplainDocument> At(string path, params ImmutableArray<string> notes)
    {
        var found = explainer.FindAt(path);
        if (found is [{ Directory: not null } view] && FileView.Find(dataRoot, path, view, explainer) is { } file)
            return [Explain(view, [.. notes, file.Note]), Explain(file.Owner)];
        if (!found.IsEmpty)
            return [.. found.Select(resource => Explain(resource, [.. notes, .. NotesOn(path, resource)]))];
        if (Quarantine.Where(item => IsMoved(path, item)).ToList() is { Count: > 0 } moved)
            return [.. moved.Select(ExplainReport.Create)];
        if (explainer.FindPlace(path) is { } place && (place.Verdict != PlaceVerdict.Kept || Exists(path)))
            return [ExplainReport.Create(place, notes)];
        return Exists(path) ? [ExplainReport.Create(Unknown(path), notes)] : [];
    }

    /// <summary>For a path as the daemon sees it while the data root is mounted elsewhere here: matches the end of the
    /// path, if only one suffix matches.</summary>
    private ImmutableArray<ExplainDocument> Elsewhere(string path)
    {
        var ends = DataRootPath
            .Ends(path)
            .Where(end => end.Contains('/'))
            .Select(end => (End: end, Found: explainer.FindAt(end)))
            .Where(end => !end.Found.IsEmpty)
            .ToList();
        if (ends.SelectMany(end => end.Found).Distinct().Count() > 1)
            throw new AgentException(
                $"{path} is not inside {dataRoot} and is ambiguous there. "
                    + $"Give one of: {string.Join(", ", ends.Select(end => end.End))}"
            );
        var meant = ends is [var (only, _), ..] ? only : DataRootPath.Ends(path).FirstOrDefault(IsPlace);
        return meant is null
            ? []
            : At(meant, $"{path} is not inside {dataRoot}; showing {meant}, the only match there");
    }

    private bool IsPlace(string end) => end.Contains('/') && explainer.FindPlace(end) is not null && Exists(end);

    private IEnumerable<ExplainDocument> OfDiff(string subject, string chain) =>
        explainer.FindNamed(chain).Select(layer => Explain(layer, $"{subject} is the diff ID of this layer"));

    private IEnumerable<string> NotesOn(string path, Resource resource)
    {
        if (explainer.FindPlace(path) is { Verdict: not PlaceVerdict.Kept } reported)
            yield return $"{reported.Path}: {reported.What}: {reported.Reason}";
        if (resource.Directory is not null && !Exists(path))
            yield return $"{path} does not exist";
        if (resource.Directory is not null && FileView.IsCopy(path))
            yield return FileView.OfCopy;
    }

    private ExplainDocument Explain(Resource resource, params ImmutableArray<string> notes) =>
        ExplainReport.Create(
            explainer.Explain(resource),
            explainer.Images,
            inventory.Evidence,
            [.. notes, .. NotesOnLayers(resource)]
        ) with
        {
            Logs = LogsOf(resource),
        };

    private ContainerLogDocument? LogsOf(Resource resource) =>
        resource.Id.Kind == ResourceKind.Container
        && usage?.Logs.FirstOrDefault(log => log.Id == resource.Id.Name) is { } logs
            ? ContainerLogDocument.From(logs)
            : null;

    private IEnumerable<string> NotesOnLayers(Resource resource)
    {
        if (!inventory.Store.KeepsImagesInContainerd)
            yield break;
        if (resource.Id.Kind is ResourceKind.Image or ResourceKind.ImageReference)
            yield return "its layers and size are stored in containerd and not shown here; "
                + "use docker image ls and docker image inspect";
        if (resource.Id.Kind is ResourceKind.Container)
            yield return "its layers are stored in containerd and not shown here; "
                + "use docker ps --size and ctr -n moby snapshots ls";
    }

    private bool Exists(string path) =>
        Path.Exists(Path.Join(dataRoot, path)) || new FileInfo(Path.Join(dataRoot, path)).LinkTarget is not null;

    private static Place Unknown(string path) =>
        path.Length == 0
            ? new(".", "data root", PlaceVerdict.Kept, "its contents are assessed one by one; give a path inside it")
            : new(path, "unknown", PlaceVerdict.Kept, "not part of any known Docker layout; NodeGc never touches it");

    private static bool IsMoved(string path, QuarantinedItem item) =>
        IsAtOrBelow(path, item.Path) || IsAtOrBelow(path, ShortIds.In(item.Path)) || IsAtOrBelow(path, item.Place);

    private static bool IsAtOrBelow(string path, string place) =>
        path == place || path.StartsWith(place + "/", StringComparison.Ordinal);
}
