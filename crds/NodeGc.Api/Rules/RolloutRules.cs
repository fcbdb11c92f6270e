using System.Globalization;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>rollout</c>. The ranges are repeated from the schema, because a server may have a different
/// one.</summary>
internal static class RolloutRules
{
    private const int MostRetries = 10;

    public static IEnumerable<SpecProblem> Check(string at, RolloutSpec? rollout) =>
        rollout is null
            ? []
            :
            [
                .. Share($"{at}.maxConcurrent", rollout.MaxConcurrent, least: 0),
                .. Share($"{at}.maxFailures", rollout.MaxFailures, least: 1),
                .. DurationRules.NodeTimeout.Check($"{at}.nodeTimeout", rollout.NodeTimeout),
                .. Retries($"{at}.retries", rollout.Retries),
                .. Canary($"{at}.canary", rollout.Canary),
            ];

    private static IEnumerable<SpecProblem> Share(string field, string text, int least)
    {
        if (NumberOrPercent.FindProblem(text, out var value) is { } problem)
            yield return new SpecProblem(field, problem);
        else if (value.Number < least)
            yield return new SpecProblem(
                field,
                $"'{text}' must be at least {least.ToString(CultureInfo.InvariantCulture)}"
            );
    }

    private static IEnumerable<SpecProblem> Retries(string field, int retries) =>
        retries is >= 0 and <= MostRetries
            ? []
            : [new SpecProblem(field, $"{retries} must be between 0 and {MostRetries}")];

    private static IEnumerable<SpecProblem> Canary(string at, CanarySpec? canary)
    {
        if (canary is null)
            yield break;
        if (canary.Nodes is null == canary.NodeSelector is null)
            yield return new SpecProblem(at, "set either nodes or nodeSelector");
        if (canary.Nodes is { } nodes)
        {
            foreach (var problem in Share($"{at}.nodes", nodes, least: 1))
                yield return problem;
        }
        if (canary.NodeSelector?.FindProblem() is { } unclear)
            yield return new SpecProblem($"{at}.nodeSelector", unclear);
        foreach (var problem in DurationRules.Soak.Check($"{at}.soak", canary.Soak))
            yield return problem;
    }
}
