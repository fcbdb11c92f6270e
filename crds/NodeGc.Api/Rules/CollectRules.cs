using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>collect</c>.</summary>
internal static class CollectRules
{
    private const int LeastConfirmations = 2;
    private const int MostConfirmations = 10;
    private const int MostKept = 1000;

    public static IEnumerable<SpecProblem> Check(string at, CollectSpec collect)
    {
        if (collect is { Layers: null, Volumes: null, Stores: null, Containers: null, Images: null, BuildCache: null, Mounts: null, Debris: null })
            return [new SpecProblem(at, "names no class that this version knows; name layers, volumes, stores, containers, images, buildCache, mounts or debris")];
        return
        [
            .. Check($"{at}.layers", collect.Layers?.MinAge, collect.Layers?.Confirmations, collect.Layers?.ConfirmationInterval),
            .. Check($"{at}.volumes", collect.Volumes?.MinAge, collect.Volumes?.Confirmations, collect.Volumes?.ConfirmationInterval),
            .. Check($"{at}.stores", collect.Stores?.MinAge, collect.Stores?.Confirmations, collect.Stores?.ConfirmationInterval),
            .. Check($"{at}.containers", collect.Containers?.MinAge, collect.Containers?.Confirmations, collect.Containers?.ConfirmationInterval),
            .. Check($"{at}.images", collect.Images?.MinAge, collect.Images?.Confirmations, collect.Images?.ConfirmationInterval),
            .. Check($"{at}.buildCache", collect.BuildCache?.MinAge, collect.BuildCache?.Confirmations, collect.BuildCache?.ConfirmationInterval),
            .. Check($"{at}.mounts", collect.Mounts?.MinAge, collect.Mounts?.Confirmations, collect.Mounts?.ConfirmationInterval),
            .. Check($"{at}.debris", collect.Debris?.MinAge, collect.Debris?.Confirmations, collect.Debris?.ConfirmationInterval),
            .. collect.Images is { } images ? ImageRules($"{at}.images", images) : [],
            .. collect.BuildCache is { } cache && Quantity.FindProblem(cache.KeepBytes, out _) is { } problem ? [new SpecProblem($"{at}.buildCache.keepBytes", problem)] : Array.Empty<SpecProblem>(),
            .. collect.Stores is { } stores ? StoreNameRules.Check($"{at}.stores.names", stores.Names) : [],
        ];
    }

    private static IEnumerable<SpecProblem> ImageRules(string at, ImagesSpec images) =>
    [
        .. images.KeepLast is >= 0 and <= MostKept ? Array.Empty<SpecProblem>() : [new SpecProblem($"{at}.keepLast", $"{images.KeepLast} must be between 0 and {MostKept}")],
        .. ProtectRules.CheckImages($"{at}.include", images.Include),
        .. ProtectRules.CheckImages($"{at}.exclude", images.Exclude),
    ];

    private static IEnumerable<SpecProblem> Check(string at, string? minAge, int? confirmations, string? interval)
    {
        if (minAge is null || interval is null) return [];
        return
        [
            .. DurationRules.MinAge.Check($"{at}.minAge", minAge),
            .. Confirmations($"{at}.confirmations", confirmations ?? 0),
            .. DurationRules.ConfirmationInterval.Check($"{at}.confirmationInterval", interval),
        ];
    }

    // The schema says so too. It is said again because no single look is ever proof, whatever schema a server holds.
    private static IEnumerable<SpecProblem> Confirmations(string field, int value) =>
        value is >= LeastConfirmations and <= MostConfirmations
            ? []
            : [new SpecProblem(field, $"{value} must be between {LeastConfirmations} and {MostConfirmations}")];
}
