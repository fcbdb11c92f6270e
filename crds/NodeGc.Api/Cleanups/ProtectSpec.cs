using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>Pins: what matches stays, with all that it needs. In patterns <c>*</c> stands for any characters and <c>?</c> for one.</summary>
public sealed record ProtectSpec
{
    /// <summary>No pins.</summary>
    public static ProtectSpec Nothing { get; } = new();

    /// <summary>Patterns of image references.</summary>
    public ImmutableArray<string> Images { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Patterns of volume names.</summary>
    public ImmutableArray<string> Volumes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Labels of images, containers and volumes, as <c>key</c> or <c>key=value</c>.</summary>
    public ImmutableArray<string> Labels { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Images that any workload of the cluster refers to stay; true unless said otherwise. Null stands for a missing field.</summary>
    public bool? ClusterImages { get; init => field = value ?? true; } = true;

    /// <summary>Compares the pins themselves, so that orders can be compared by value.</summary>
    public bool Equals(ProtectSpec? other) =>
        other is not null && Images.SequenceEqual(other.Images) && Volumes.SequenceEqual(other.Volumes) && Labels.SequenceEqual(other.Labels)
        && ClusterImages == other.ClusterImages;

    public override int GetHashCode() => HashCode.Combine(Images.Length, Volumes.Length, Labels.Length);
}
