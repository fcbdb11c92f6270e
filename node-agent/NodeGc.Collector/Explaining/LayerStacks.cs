using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>
/// Finds the directories that make up a filesystem, top first. Since Docker 1.10 the layer store records them: layer,
/// parent layer, and so on. Before, images were layers, each with a directory of its name. Directories named only by
/// the driver's own files (<c>lower</c>) come last: they are needed as well, but unknown to the engine.
/// </summary>
internal sealed class LayerStacks(ResourceGraph graph)
{
    /// <summary>The stack of an image, of a layer, or of what a layer mount is based on.</summary>
    public ImmutableArray<StackedDirectory> Of(ResourceId owner)
    {
        var known = Known(owner);
        var stacked = known.Select((entry, index) => entry with { Position = known.Count - index });
        return [.. stacked, .. Below(owner, known).Select(directory => new StackedDirectory(directory, null, null))];
    }

    /// <summary>The resource, or a placeholder for a missing one.</summary>
    public Resource GetOrMissing(ResourceId id) =>
        graph.Find(id) ?? new Resource(id) { Title = $"{id.Name} (missing)" };

    private List<StackedDirectory> Known(ResourceId owner)
    {
        var seen = new HashSet<ResourceId>();
        var found = new List<StackedDirectory>();
        foreach (var holder in HoldersFrom(owner).Select(GetOrMissing))
        {
            var layer = holder.Id.Kind == ResourceKind.Layer ? holder : null;
            foreach (var directory in DirectoriesOf(holder.Id))
                if (seen.Add(directory))
                    found.Add(
                        new StackedDirectory(GetOrMissing(directory), layer, null) { EngineSize = holder.EngineSize }
                    );
        }
        return found;
    }

    /// <summary>The layers from the topmost down; before Docker 1.10 the image and those that it was built
    /// on.</summary>
    private IEnumerable<ResourceId> HoldersFrom(ResourceId owner)
    {
        var hasLayers =
            owner.Kind == ResourceKind.Layer || graph.NeedsOf(owner).Any(need => need.Kind == ResourceKind.Layer);
        var kind = hasLayers ? ResourceKind.Layer : ResourceKind.Image;
        var seen = new HashSet<ResourceId>();
        var queue = new Queue<ResourceId>([owner]);
        while (queue.TryDequeue(out var next))
        {
            if (!seen.Add(next))
                continue;
            if (next.Kind == kind)
                yield return next;
            foreach (var need in graph.NeedsOf(next))
                if (need.Kind == kind)
                    queue.Enqueue(need);
        }
    }

    /// <summary>The directory with the image's name, of whichever driver has it. An engine may have recorded others of
    /// its stack as well.</summary>
    private IEnumerable<ResourceId> DirectoriesOf(ResourceId holder)
    {
        var directories = graph.NeedsOf(holder).Where(need => need.Kind == ResourceKind.LayerDirectory);
        if (holder.Kind == ResourceKind.Layer)
            return directories;
        var named = directories.Where(directory => Names.Bare(directory.Name) == holder.Name).ToList();
        var present = named.Where(directory => graph.Find(directory)?.Directory is not null).ToList();
        return present.Count > 0 ? present : named.Take(1);
    }

    private IEnumerable<Resource> Below(ResourceId owner, List<StackedDirectory> known)
    {
        var start =
            owner.Kind == ResourceKind.Image
                ? graph.NeedsOf(owner).Where(need => need.Kind == ResourceKind.LayerDirectory)
                : [];
        return DirectoriesFrom(known.Select(entry => entry.Directory.Id).Concat(start))
            .Except(known.Select(entry => entry.Directory.Id))
            .Order()
            .Select(graph.Find)
            .OfType<Resource>();
    }

    /// <summary>The directories <paramref name="start"/> and all that they are based on.</summary>
    public HashSet<ResourceId> DirectoriesFrom(IEnumerable<ResourceId> start)
    {
        var reached = start.ToHashSet();
        var queue = new Queue<ResourceId>(reached);
        while (queue.TryDequeue(out var next))
            foreach (var need in graph.NeedsOf(next))
                if (need.Kind == ResourceKind.LayerDirectory && reached.Add(need))
                    queue.Enqueue(need);
        return reached;
    }
}
