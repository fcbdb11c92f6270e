using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Reading;

/// <summary>A resource while several readers still add to it. What was added stays: reading something twice changes nothing.</summary>
internal sealed class Draft(ResourceId id)
{
    private readonly HashSet<ResourceId> needs = [];
    private readonly HashSet<ResourceId> required = [];
    private readonly SortedSet<string> links = new(StringComparer.Ordinal);

    public ResourceId Id => id;

    public IReadOnlyCollection<ResourceId> Needs => needs;

    /// <summary>Those of <see cref="Needs"/> that have to exist while the store is sound.</summary>
    public IReadOnlyCollection<ResourceId> Required => required;

    public string Title { get; set; } = "";

    public ImmutableDictionary<string, string> Labels { get; set; } = ImmutableDictionary<string, string>.Empty;

    public DirectoryFacts? Directory { get; set; }

    public VolumeFacts? Volume { get; set; }

    /// <summary>Some owner's metadata says that this directory has a parent.</summary>
    public bool IsStacked { get; set; }

    /// <summary>What the engine takes its size to be; null where it says nothing.</summary>
    public Bytes? EngineSize { get; set; }

    /// <summary>It is on its way out: what it needs may be gone already.</summary>
    public bool IsGoing { get; set; }

    /// <summary>Needs something that may be missing.</summary>
    public void Need(ResourceId other)
    {
        if (other != id) needs.Add(other);
    }

    /// <summary>Needs something that has to exist while the store is sound.</summary>
    public void Require(ResourceId other)
    {
        Need(other);
        required.Add(other);
    }

    public void AddLink(string path) => links.Add(path);

    public Resource ToResource() => new(id)
    {
        Needs = [.. needs.Order()],
        Title = Title,
        Labels = Labels,
        Directory = Directory is { } facts ? facts with { Links = [.. links] } : null,
        EngineSize = EngineSize,
        Volume = Volume,
    };
}
