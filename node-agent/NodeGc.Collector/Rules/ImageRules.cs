using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Rules;

/// <summary>Rules for image names, and with them images, that a policy keeps.</summary>
public static class ImageRules
{
    internal static readonly Func<PolicyInput, IEnumerable<Root>>[] All =
    [
        WorkloadsAreUnknown,
        WorkloadRefersTo,
        NameIsExcluded,
        NameIsNotIncluded,
        AmongTheLast,
    ];

    /// <summary>Unknown means keep: what a workload may use is kept.</summary>
    private static IEnumerable<Root> WorkloadsAreUnknown(PolicyInput input) =>
        from image in input.Candidates
        where
            input.Policy.Protect.ImagesUnknownReason is not null && GarbageClasses.ClassOf(image) == CleanupClass.Images
        select PolicyRules.Keep(
            image,
            nameof(WorkloadsAreUnknown),
            $"the images used by the cluster's workloads are unknown: {input.Policy.Protect.ImagesUnknownReason}"
        );

    private static IEnumerable<Root> WorkloadRefersTo(PolicyInput input) =>
        from image in input.Inventory.Resources
        where
            image.Id.Kind is ResourceKind.ImageReference or ResourceKind.Image
            && input.Policy.Protect.IsUsedByWorkload(image.Id.Name)
        select PolicyRules.Keep(image, nameof(WorkloadRefersTo), "used by a workload of the cluster");

    private static IEnumerable<Root> NameIsExcluded(PolicyInput input)
    {
        var patterns = Pins.Images(input.Policy.ExcludedImages);
        return from image in patterns.IsEmpty ? [] : input.Candidates
            let pattern = Pins.FindImage(patterns, image)
            where pattern is not null
            select PolicyRules.Keep(image, nameof(NameIsExcluded), $"matches collect.images.exclude ({pattern.Text})");
    }

    /// <summary>People do not choose digests: a digest is removed with the tags of its image, and counts by itself only
    /// if there are none.</summary>
    private static IEnumerable<Root> NameIsNotIncluded(PolicyInput input)
    {
        var patterns = Pins.Images(input.Policy.IncludedImages);
        if (patterns.IsEmpty)
            return [];
        var names = AllNames(input).ToList();
        var included = names.Where(name => Pins.FindImage(patterns, name) is not null).ToList();
        var byDigest = included.Where(name => ImageNames.IsByDigest(name.Id.Name)).Select(ImageOf).ToHashSet();
        var byTag = included.Where(name => !ImageNames.IsByDigest(name.Id.Name)).Select(ImageOf).ToHashSet();
        var isIncluded = included.Select(name => name.Id).ToHashSet();
        return from name in Names(input)
            let others = ImageNames.IsByDigest(name.Id.Name) ? byTag : byDigest
            where !isIncluded.Contains(name.Id) && !others.Contains(ImageOf(name))
            select PolicyRules.Keep(
                name,
                nameof(NameIsNotIncluded),
                "its name matches no pattern of collect.images.include"
            );
    }

    private static Fingerprint ImageOf(Resource name) => name.EngineManaged!.Identity;

    /// <summary>Counts images rather than names, since an image often has several names in a repository.</summary>
    private static IEnumerable<Root> AmongTheLast(PolicyInput input)
    {
        if (input.Policy.KeepLast <= 0)
            return [];
        return from repository in AllNames(input)
                .GroupBy(name => ImageNames.RepositoryOf(name.Id.Name), StringComparer.Ordinal)
            from image in repository
                .GroupBy(name => name.EngineManaged!.Identity)
                .OrderByDescending(LastUsed)
                .ThenBy(image => image.Min(name => name.Id))
                .Take(input.Policy.KeepLast)
            from name in image
            select PolicyRules.Keep(
                name,
                nameof(AmongTheLast),
                $"one of the {input.Policy.KeepLast} most recently used images of {repository.Key} "
                    + "(collect.images.keepLast)"
            );
    }

    private static DateTimeOffset LastUsed(IEnumerable<Resource> names) =>
        names.Max(name => name.EngineManaged!.LastUsed);

    private static IEnumerable<Resource> Names(PolicyInput input) =>
        input.Candidates.Where(candidate => candidate.Id.Kind == ResourceKind.ImageReference);

    private static IEnumerable<Resource> AllNames(PolicyInput input) =>
        input.Inventory.Resources.Where(resource =>
            resource is { Id.Kind: ResourceKind.ImageReference, EngineManaged: not null }
        );
}
