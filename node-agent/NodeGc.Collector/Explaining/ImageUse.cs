using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Which images need which directories.</summary>
internal sealed class ImageUse
{
    private readonly Dictionary<ResourceId, ImmutableArray<ResourceId>> users;

    /// <param name="stacks">The directories of every image.</param>
    public ImageUse(IReadOnlyDictionary<ResourceId, ImmutableArray<StackedDirectory>> stacks)
    {
        var pairs =
            from stack in stacks
            from directory in stack.Value
            select (Image: stack.Key, Directory: directory.Directory.Id);
        users = pairs
            .GroupBy(pair => pair.Directory, pair => pair.Image)
            .ToDictionary(group => group.Key, group => group.Order().ToImmutableArray());
    }

    /// <summary>Every directory that an image needs.</summary>
    public IEnumerable<ResourceId> Directories => users.Keys;

    /// <summary>The images that need <paramref name="directory"/>, in canonical order.</summary>
    public ImmutableArray<ResourceId> ImagesOn(ResourceId directory) => users.GetValueOrDefault(directory, []);
}
