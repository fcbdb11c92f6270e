using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Agent.Policies;

/// <summary>Why <c>clean --policy</c> removes nothing although it was told to.</summary>
/// <param name="Message">What in the document says so, and what to set.</param>
/// <param name="ExitCode">The exit code of the command.</param>
internal sealed record CleanRefusal(string Message, ExitCode ExitCode = ExitCode.Usage)
{
    /// <summary>Whether a plan file of this policy is refused too.</summary>
    public bool HoldsForPlans { get; init; } = true;

    /// <summary>The first thing in <paramref name="spec"/> that speaks against it; null where nothing does.</summary>
    public static CleanRefusal? Find(NodeStorageCleanupSpec spec, ImmutableDictionary<string, string>? labels) =>
        spec switch
        {
            { Suspend: true } => new("spec.suspend is true: no run starts. Set it to false to clean."),
            { NodeSelector: { } selector } when labels is not null && !selector.Matches(labels) => new(
                $"spec.nodeSelector does not select this host ({Show(labels)}): there is nothing to do here.",
                ExitCode.Nothing
            ),
            _ when ClassModes.OnlyReports(spec.Mode, spec.Collect) => new(
                "spec.mode is Report (the default), which deletes nothing. Set spec.mode: Enforce to clean; "
                    + "nodegc-agent plan shows what it would remove."
            ),
            _ when ClassModes.EachOnlyReports(spec.Collect) => new(
                "every class of spec.collect has mode: Report, which deletes nothing. Set mode: Enforce, or remove it, "
                    + "for those that are to be cleaned."
            ),
            { Mode: CleanupMode.Approve } => new(
                "spec.mode is Approve: a plan is made first, and carried out once somebody has read it. "
                    + "Make it with nodegc-agent plan --policy FILE -o plan.json, "
                    + "then carry it out with nodegc-agent clean --plan plan.json --yes."
            )
            {
                HoldsForPlans = false,
            },
            _ => null,
        };

    /// <summary>Whether <paramref name="selector"/> leaves any node out.</summary>
    public static bool Selects(LabelSelector? selector) =>
        selector is { MatchLabels.IsEmpty: false } or { MatchExpressions: { IsDefaultOrEmpty: false } };

    private static string Show(ImmutableDictionary<string, string> labels) =>
        labels.IsEmpty
            ? "--node-labels is empty"
            : string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
}
