using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>Pins: everything that matches is kept, together with everything it depends on. In patterns, <c>*</c>
/// matches any characters and <c>?</c> exactly one.</summary>
public sealed record ProtectSpec
{
    /// <summary>No pins.</summary>
    public static ProtectSpec Nothing { get; } = new();

    /// <summary>Names, digests or IDs of images, as Docker reads them; names may be patterns.</summary>
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

    /// <summary>Keep images that workloads of the cluster reference; default true. Null means that the field is
    /// missing.</summary>
    public bool? ClusterImages
    {
        get;
        init => field = value ?? true;
    } = true;

    /// <summary>These pins combined with others.</summary>
    public ProtectSpec With(Nodes.OtherPins? others) =>
        others is null
            ? this
            : this with
            {
                Images = [.. Images, .. others.Images],
                Volumes = [.. Volumes, .. others.Volumes],
                Containers = [.. Containers, .. others.Containers],
                Labels = [.. Labels, .. others.Labels],
            };

    /// <summary>Compares the lists by content, so that orders can be compared by value.</summary>
    public bool Equals(ProtectSpec? other) =>
        other is not null
        && Images.SequenceEqual(other.Images)
        && Volumes.SequenceEqual(other.Volumes)
        && Containers.SequenceEqual(other.Containers)
        && Labels.SequenceEqual(other.Labels)
        && ClusterImages == other.ClusterImages;

    public override int GetHashCode() =>
        HashCode.Combine(Images.Length, Volumes.Length, Containers.Length, Labels.Length);
}
