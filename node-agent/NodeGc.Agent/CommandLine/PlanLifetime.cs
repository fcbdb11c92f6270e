namespace NodeGc.Agent.CommandLine;

/// <summary><c>--plan-lifetime</c>, for plans in files and plans of orders alike.</summary>
internal static class PlanLifetime
{
    public static DurationOption Option() =>
        new(
            "--plan-lifetime",
            "How long a plan can be approved and applied before it expires.",
            TimeSpan.FromHours(72),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(30)
        );
}
