using System.CommandLine;
using NodeGc.Api.Formats;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>--plan-lifetime</c>: for how long a plan may be approved and carried out.</summary>
internal sealed class PlanLifetimeOption
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    private readonly Option<TimeSpan> lifetime = new("--plan-lifetime")
    {
        Description = "How long a plan may wait to be approved and carried out, as a Go duration or in days (90m, 36h, 7d): at most 30d.",
        DefaultValueFactory = _ => TimeSpan.FromHours(72),
        CustomParser = result =>
        {
            var given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            var problem = GoDuration.FindProblem(given, out var value);
            if (problem is null && (value < Least || value > Most)) problem = $"'{given}' must be between {GoDuration.Format(Least)} and {GoDuration.Format(Most)}";
            if (problem is not null) result.AddError($"--plan-lifetime: {problem}");
            return value;
        },
    };

    public void AddTo(Command command) => command.Options.Add(lifetime);

    public TimeSpan Read(ParseResult parsed) => parsed.GetRequiredValue(lifetime);
}
