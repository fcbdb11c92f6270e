using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
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
        var classes = Enum.GetValues<CollectedClass>()
            .Select(one => (Field: FieldWord.For(one), Spec: collect.Find(one)))
            .ToList();
        if (classes.All(one => one.Spec is null))
            return
            [
                new SpecProblem(at, $"must list at least one of {string.Join(", ", classes.Select(one => one.Field))}"),
            ];
        return
        [
            .. classes.SelectMany(one => one.Spec is { } spec ? Check($"{at}.{one.Field}", spec) : []),
            .. collect.Images is { } images ? ImageRules($"{at}.images", images) : [],
            .. collect.BuildCache is { } cache && Quantity.FindProblem(cache.KeepBytes, out _) is { } problem
                ? [new SpecProblem($"{at}.buildCache.keepBytes", problem)]
                : Array.Empty<SpecProblem>(),
            .. collect.Stores is { } stores ? StoreNameRules.Check($"{at}.stores.names", stores.Names) : [],
        ];
    }

    private static IEnumerable<SpecProblem> ImageRules(string at, ImagesSpec images) =>
        [
            .. images.KeepLast is >= 0 and <= MostKept
                ? Array.Empty<SpecProblem>()
                : [new SpecProblem($"{at}.keepLast", $"{images.KeepLast} must be between 0 and {MostKept}")],
            .. images is { KeepLast: > 0, Scope: ImagesScope.Dangling }
                ?
                [
                    new SpecProblem(
                        $"{at}.keepLast",
                        "has no effect with scope Dangling, because untagged images belong to no repository; "
                            + "use scope Unused"
                    ),
                ]
                : Array.Empty<SpecProblem>(),
            .. ProtectRules.CheckImages($"{at}.include", images.Include),
            .. ProtectRules.CheckImages($"{at}.exclude", images.Exclude),
        ];

    private static IEnumerable<SpecProblem> Check(string at, ClassSpec spec) =>
        [
            .. DurationRules.MinAge.Check($"{at}.minAge", spec.MinAge),
            .. Confirmations($"{at}.confirmations", spec.Confirmations),
            .. DurationRules.ConfirmationInterval.Check($"{at}.confirmationInterval", spec.ConfirmationInterval),
        ];

    // Repeated from the schema, because one scan is never proof, whatever schema a server has.
    private static IEnumerable<SpecProblem> Confirmations(string field, int value) =>
        value is >= LeastConfirmations and <= MostConfirmations
            ? []
            : [new SpecProblem(field, $"{value} must be between {LeastConfirmations} and {MostConfirmations}")];
}
