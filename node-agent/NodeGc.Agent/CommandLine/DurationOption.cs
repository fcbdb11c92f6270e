using System.CommandLine;
using System.CommandLine.Parsing;
using NodeGc.Api.Formats;

namespace NodeGc.Agent.CommandLine;

/// <summary>An option that takes a duration, in the one form that durations have everywhere: <c>30s</c>, <c>90m</c>,
/// <c>7d</c>.</summary>
internal sealed class DurationOption
{
    private readonly Option<TimeSpan?> option;
    private readonly TimeSpan usual;

    /// <param name="name">The option.</param>
    /// <param name="purpose">What it is for, as a sentence.</param>
    /// <param name="usual">What it is unless given.</param>
    /// <param name="least">The shortest that is taken.</param>
    /// <param name="most">The longest that is taken.</param>
    public DurationOption(string name, string purpose, TimeSpan usual, TimeSpan least, TimeSpan most)
    {
        this.usual = usual;
        option = new Option<TimeSpan?>(name)
        {
            Description = $"{purpose} From {Format(least)} to {Format(most)}; default: {Format(usual)}.",
            HelpName = "DURATION",
            CustomParser = result => Parse(result, name, least, most),
        };
    }

    public void AddTo(Command command) => command.Options.Add(option);

    public TimeSpan Read(ParseResult parsed) => parsed.GetValue(option) ?? usual;

    private static TimeSpan? Parse(ArgumentResult result, string name, TimeSpan least, TimeSpan most)
    {
        var given = result.Tokens[0].Value;
        var problem = GoDuration.FindProblem(given, out var value);
        if (problem is not null && given.Length > 0 && given.All(char.IsAsciiDigit))
            problem = $"'{given}' has no unit; for seconds write {given}s";
        if (problem is null && (value < least || value > most))
            problem = $"'{given}' must be between {Format(least)} and {Format(most)}";
        if (problem is not null)
            result.AddError($"{name}: {problem}");
        return value;
    }

    private static string Format(TimeSpan value) => GoDuration.Format(value);
}
