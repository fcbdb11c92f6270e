namespace NodeGc.Agent.CommandLine;

/// <summary><c>--plan-lifetime</c>, the same for plans in a file and for plans of orders.</summary>
internal static class PlanLifetime
{
    public static DurationOption Option() =>
        new(
            "--plan-lifetime",
            "How long a plan may wait to be approved and carried out.",
            TimeSpan.FromHours(72),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(30)
        );
}
