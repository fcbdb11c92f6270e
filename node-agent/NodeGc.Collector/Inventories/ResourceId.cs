namespace NodeGc.Collector.Inventories;

/// <summary>The identity of a resource within one inventory: its kind and the name it has there.</summary>
public readonly record struct ResourceId(ResourceKind Kind, string Name) : IComparable<ResourceId>
{
    /// <summary>The directory <paramref name="directory"/> of <paramref name="driver"/>, for example
    /// <c>overlay2/4df0…</c>.</summary>
    public static ResourceId LayerDirectory(string driver, string directory) =>
        new(ResourceKind.LayerDirectory, $"{driver}/{directory}");

    /// <summary>The volume called <paramref name="name"/>.</summary>
    public static ResourceId Volume(string name) => new(ResourceKind.Volume, name);

    /// <summary>Compares by kind, then by name (ordinal): the canonical order of plans and reports.</summary>
    public int CompareTo(ResourceId other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Name, other.Name);

    /// <summary>Compares by kind, then by name.</summary>
    public static bool operator <(ResourceId left, ResourceId right) => left.CompareTo(right) < 0;

    /// <summary>Compares by kind, then by name.</summary>
    public static bool operator >(ResourceId left, ResourceId right) => left.CompareTo(right) > 0;

    /// <summary>Compares by kind, then by name.</summary>
    public static bool operator <=(ResourceId left, ResourceId right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by kind, then by name.</summary>
    public static bool operator >=(ResourceId left, ResourceId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind.DisplayName()} {Name}";
}
