using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Reading;

/// <summary>A resource while several readers still add to it. What was added stays: reading something twice changes
/// nothing.</summary>
internal sealed class Draft(ResourceId id)
{
    // Arrays, and not sets, since there are tens of thousands of drafts with one or two needs each; the longest has as
    // many as an image has layers.
    private ImmutableArray<DraftNeed> needs = [];
    private ImmutableArray<string> links = [];

    public ResourceId Id => id;

    public IEnumerable<ResourceId> Needs => needs.Select(need => need.Id);

    /// <summary>Those of <see cref="Needs"/> that have to exist while the store is sound.</summary>
    public IEnumerable<ResourceId> Required => needs.Where(need => need.IsRequired).Select(need => need.Id);

    public string Title { get; set; } = "";

    public string? GivenName { get; set; }

    public ImmutableDictionary<string, string> Labels { get; set; } = ImmutableDictionary<string, string>.Empty;

    public DirectoryFacts? Directory { get; set; }

    public VolumeFacts? Volume { get; set; }

    /// <summary>Some owner's metadata says that this directory has a parent.</summary>
    public bool IsStacked { get; set; }

    /// <summary>What the engine takes its size to be; null where it says nothing.</summary>
    public Bytes? EngineSize { get; set; }

    /// <summary>What the engine says of it, if it can be asked to remove it.</summary>
    public KnownFacts? Known { get; set; }

    /// <summary>Where a mount lies, if that is a layer directory of the store.</summary>
    public MountFacts? Mount { get; set; }

    /// <summary>When the file that describes it was written.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>It belongs to something else, which speaks for all that it needs.</summary>
    public bool IsPart { get; set; }

    /// <summary>The engine knows it.</summary>
    public bool IsListed { get; set; }

    /// <summary>It is on its way out: what it needs may be gone already.</summary>
    public bool IsGoing { get; set; }

    /// <summary>Needs something that may be missing.</summary>
    public void Need(ResourceId other) => Add(new DraftNeed(other, IsRequired: false));

    /// <summary>Needs something that has to exist while the store is sound.</summary>
    public void Require(ResourceId other) => Add(new DraftNeed(other, IsRequired: true));

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
            Known = Known,
            Mount = Mount,
            IsPart = IsPart,
        };

    private void Add(DraftNeed need)
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

    private readonly record struct DraftNeed(ResourceId Id, bool IsRequired);
}
