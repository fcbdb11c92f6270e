using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Agent.Policies;

/// <summary>Why <c>clean --policy</c> rejects a policy.</summary>
/// <param name="Message">The field that causes it, and what to set.</param>
/// <param name="ExitCode">The exit code of the command.</param>
internal sealed record CleanRefusal(string Message, ExitCode ExitCode = ExitCode.Usage)
{
    /// <summary>Whether plan files of this policy are rejected too.</summary>
    public bool HoldsForPlans { get; init; } = true;

    /// <summary>The first reason found in <paramref name="spec"/>; null if there is none.</summary>
    public static CleanRefusal? Find(NodeStorageCleanupSpec spec, ImmutableDictionary<string, string>? labels) =>
        spec switch
        {
            { Suspend: true } => new("spec.suspend is true, so no run starts. Set it to false to clean."),
            { NodeSelector: { } selector } when labels is not null && !selector.Matches(labels) => new(
                $"spec.nodeSelector does not match this host ({Show(labels)}); nothing to do.",
                ExitCode.Nothing
            ),
            _ when ClassModes.OnlyReports(spec.Mode, spec.Collect) => new(
                "spec.mode is Report (the default), which deletes nothing. Set spec.mode: Enforce to clean; "
                    + "nodegc-agent plan shows what it would remove."
            ),
            _ when ClassModes.EachOnlyReports(spec.Collect) => new(
                "every class of spec.collect has mode: Report, which deletes nothing. "
                    + "Set mode: Enforce, or remove mode, for the classes to clean."
            ),
            { Mode: CleanupMode.Approve } => new(
                "spec.mode is Approve, which requires a reviewed plan. "
                    + "Create it with nodegc-agent plan --policy FILE -o plan.json, "
                    + "then apply it with nodegc-agent clean --plan plan.json --yes."
            )
            {
                HoldsForPlans = false,
            },
            _ => null,
        };

    /// <summary>Whether <paramref name="selector"/> excludes any node.</summary>
    public static bool Selects(LabelSelector? selector) =>
        selector is { MatchLabels.IsEmpty: false } or { MatchExpressions: { IsDefaultOrEmpty: false } };

    private static string Show(ImmutableDictionary<string, string> labels) =>
        labels.IsEmpty
            ? "--node-labels is empty"
            : string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
}
