using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>Collects a resource from several readers. Additions are idempotent: reading something twice changes
/// nothing.</summary>
public sealed class ResourceBuilder(ResourceId id)
{
    // Arrays rather than sets, since there are tens of thousands of builders with one or two needs each; at most as
    // many as an image has layers.
    private ImmutableArray<ResourceNeed> needs = [];
    private ImmutableArray<string> links = [];

    public ResourceId Id => id;

    public IEnumerable<ResourceId> Needs => needs.Select(need => need.Id);

    /// <summary>Those of <see cref="Needs"/> that exist in an intact store.</summary>
    public IEnumerable<ResourceId> Required => needs.Where(need => need.IsRequired).Select(need => need.Id);

    public string Title { get; set; } = "";

    public string? GivenName { get; set; }

    public ImmutableDictionary<string, string> Labels { get; set; } = ImmutableDictionary<string, string>.Empty;

    public DirectoryFacts? Directory { get; set; }

    public VolumeFacts? Volume { get; set; }

    /// <summary>The metadata of an owner records a parent of this directory.</summary>
    public bool HasParent { get; set; }

    /// <summary>Its size according to the engine, if known.</summary>
    public Bytes? EngineSize { get; set; }

    /// <summary>What the engine reports about it, if it can be asked to remove it.</summary>
    public EngineManagedFacts? EngineManaged { get; set; }

    /// <summary>Present for a mount in a layer directory of the store.</summary>
    public MountFacts? Mount { get; set; }

    /// <summary>When the file that describes it was written.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>It belongs to another resource, which covers all that it needs.</summary>
    public bool IsSubsumed { get; set; }

    /// <summary>The engine lists it.</summary>
    public bool IsListed { get; set; }

    /// <summary>It is being removed: what it needs may be gone already.</summary>
    public bool IsBeingRemoved { get; set; }

    /// <summary>Adds a need that may be missing.</summary>
    public void Need(ResourceId other) => Add(new ResourceNeed(other, IsRequired: false));

    /// <summary>Adds a need that exists in an intact store.</summary>
    public void Require(ResourceId other) => Add(new ResourceNeed(other, IsRequired: true));

    public void AddLink(string path)
    {
        if (!links.Contains(path))
            links = links.Add(path).Sort(StringComparer.Ordinal);
    }

    public Resource ToResource() =>
        new(id)
        {
            Needs = [.. Needs.Order()],
            Title = Title,
            GivenName = GivenName,
            Labels = Labels,
            Directory = Directory is { } facts ? (links.IsEmpty ? facts : facts with { Links = links }) : null,
            EngineSize = EngineSize,
            Volume = Volume,
            EngineManaged = EngineManaged,
            Mount = Mount,
            IsSubsumed = IsSubsumed,
        };

    private void Add(ResourceNeed need)
    {
        if (need.Id == id)
            return;
        var index = 0;
        while (index < needs.Length && needs[index].Id != need.Id)
            index++;
        if (index == needs.Length)
            needs = needs.Add(need);
        else if (need.IsRequired)
            needs = needs.SetItem(index, need);
    }

    private readonly record struct ResourceNeed(ResourceId Id, bool IsRequired);
}
