using System.CommandLine;
using System.CommandLine.Parsing;
using NodeGc.Api.Formats;

namespace NodeGc.Agent.CommandLine;

/// <summary>An option that takes a duration in the usual form: <c>30s</c>, <c>90m</c>,
/// <c>7d</c>.</summary>
internal sealed class DurationOption
{
    private readonly Option<TimeSpan?> option;
    private readonly TimeSpan defaultValue;

    /// <param name="name">The option, with dashes.</param>
    /// <param name="purpose">Its description, as a sentence.</param>
    /// <param name="defaultValue">The default.</param>
    /// <param name="min">The minimum.</param>
    /// <param name="max">The maximum.</param>
    public DurationOption(string name, string purpose, TimeSpan defaultValue, TimeSpan min, TimeSpan max)
    {
        this.defaultValue = defaultValue;
        option = new Option<TimeSpan?>(name)
        {
            Description = $"{purpose} Range: {Format(min)} to {Format(max)}. Default: {Format(defaultValue)}.",
            HelpName = "DURATION",
            CustomParser = result => Parse(result, name, min, max),
        };
    }

    public void AddTo(Command command) => command.Options.Add(option);

    public TimeSpan Read(ParseResult parsed) => parsed.GetValue(option) ?? defaultValue;

    private static TimeSpan? Parse(ArgumentResult result, string name, TimeSpan min, TimeSpan max)
    {
        var given = result.Tokens[0].Value;
        var problem = GoDuration.FindProblem(given, out var value);
        if (problem is not null && given.Length > 0 && given.All(char.IsAsciiDigit))
            problem = $"'{given}' has no unit; for seconds use {given}s";
        if (problem is null && (value < min || value > max))
            problem = $"'{given}' must be between {Format(min)} and {Format(max)}";
        if (problem is not null)
            result.AddError($"{name}: {problem}");
        return value;
    }

    private static string Format(TimeSpan value) => GoDuration.Format(value);
}
