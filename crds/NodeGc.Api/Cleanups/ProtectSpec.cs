using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>Pins: what matches stays, with all that it needs. In patterns <c>*</c> stands for any characters and <c>?</c> for one.</summary>
public sealed record ProtectSpec
{
    /// <summary>No pins.</summary>
    public static ProtectSpec Nothing { get; } = new();

    /// <summary>Patterns of image references.</summary>
    public ImmutableArray<string> Images { get => field.IsDefault ? [] : field; init; }

    /// <summary>Patterns of volume names.</summary>
    public ImmutableArray<string> Volumes { get => field.IsDefault ? [] : field; init; }

    /// <summary>Labels of images, containers and volumes, as <c>key</c> or <c>key=value</c>.</summary>
    public ImmutableArray<string> Labels { get => field.IsDefault ? [] : field; init; }
}
