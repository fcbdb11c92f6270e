using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>collect</c>.</summary>
internal static class CollectRules
{
    private const int LeastConfirmations = 2;
    private const int MostConfirmations = 10;

    public static IEnumerable<SpecProblem> Check(string at, CollectSpec collect)
    {
        if (collect is { Layers: null, Volumes: null, Stores: null })
            return [new SpecProblem(at, "names no class that this version knows; name layers, volumes or stores")];
        return
        [
            .. Check($"{at}.layers", collect.Layers?.MinAge, collect.Layers?.Confirmations, collect.Layers?.ConfirmationInterval),
            .. Check($"{at}.volumes", collect.Volumes?.MinAge, collect.Volumes?.Confirmations, collect.Volumes?.ConfirmationInterval),
            .. Check($"{at}.stores", collect.Stores?.MinAge, collect.Stores?.Confirmations, collect.Stores?.ConfirmationInterval),
            .. collect.Stores is { } stores ? StoreNameRules.Check($"{at}.stores.names", stores.Names) : [],
        ];
    }

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
