using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Rules;

namespace NodeGc.Api.Nodes;

/// <summary>The pins of the other cleanups that select a node. They apply whichever cleanup's order is carried
/// out.</summary>
public sealed record OtherPins
{
    /// <summary>Maximum number of entries per list.</summary>
    public const int MaxEntries = 1000;

    /// <summary>Patterns of image references.</summary>
    public ImmutableArray<string> Images
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Patterns of volume names.</summary>
    public ImmutableArray<string> Volumes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Patterns of container names, or container IDs.</summary>
    public ImmutableArray<string> Containers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Labels of images, containers and volumes, as <c>key</c> or <c>key=value</c>.</summary>
    public ImmutableArray<string> Labels
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    private int Longest => Lists.Max(list => list.Length);

    private (string Field, int Length)[] Lists =>
        [
            ("protect.images", Images.Length),
            ("protect.volumes", Volumes.Length),
            ("protect.containers", Containers.Length),
            ("protect.labels", Labels.Length),
        ];

    /// <summary>All pins of <paramref name="specs"/>, sorted and without duplicates; null if there are none. A pin that
    /// cannot match anything stalls only its own cleanup, so it is omitted.</summary>
    public static OtherPins? From(IEnumerable<ProtectSpec> specs)
    {
        var all = specs.ToList();
        var pins = new OtherPins
        {
            Images = Sorted(all.SelectMany(spec => spec.Images), pin => new ProtectSpec { Images = [pin] }),
            Volumes = Sorted(all.SelectMany(spec => spec.Volumes), pin => new ProtectSpec { Volumes = [pin] }),
            Containers = Sorted(all.SelectMany(spec => spec.Containers), pin => new ProtectSpec { Containers = [pin] }),
            Labels = Sorted(all.SelectMany(spec => spec.Labels), pin => new ProtectSpec { Labels = [pin] }),
        };
        return pins.Longest == 0 ? null : pins;
    }

    /// <summary>Why an order cannot contain all of them; null if it can.</summary>
    public string? FindProblem() =>
        Lists.MaxBy(list => list.Length) is var (field, count) && count > MaxEntries
            ? $"the cleanups that select this node have {count} pins in {field}; at most {MaxEntries} are allowed"
            : null;

    /// <summary>Compares the lists by content, so that orders can be compared by value.</summary>
    public bool Equals(OtherPins? other) =>
        other is not null
        && Images.SequenceEqual(other.Images)
        && Volumes.SequenceEqual(other.Volumes)
        && Containers.SequenceEqual(other.Containers)
        && Labels.SequenceEqual(other.Labels);

    public override int GetHashCode() =>
        HashCode.Combine(Images.Length, Volumes.Length, Containers.Length, Labels.Length);

    private static ImmutableArray<string> Sorted(IEnumerable<string> pins, Func<string, ProtectSpec> alone) =>
        [
            .. pins.Distinct(StringComparer.Ordinal)
                .Where(pin => !ProtectRules.Check("", alone(pin)).Any())
                .Order(StringComparer.Ordinal),
        ];
}
