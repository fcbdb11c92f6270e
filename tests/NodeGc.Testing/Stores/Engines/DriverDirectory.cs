using System.Collections.Immutable;

namespace NodeGc.Testing.Stores.Engines;

/// <summary>A directory in a storage driver's home.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Below">All directories it stands upon, nearest first.</param>
/// <param name="Named">Those whose names the driver's own files tell: they live as long as this one does.</param>
/// <param name="IsWritable">A container's, a build's or an init layer's, not an image's.</param>
public sealed record DriverDirectory(
    string Name,
    ImmutableArray<DriverDirectory> Below,
    ImmutableArray<string> Named,
    bool IsWritable
)
{
    /// <summary>The chain that another directory upon <paramref name="on"/> has below it.</summary>
    public static ImmutableArray<DriverDirectory> Upon(DriverDirectory? on) => on is null ? [] : [on, .. on.Below];
}
