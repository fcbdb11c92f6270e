using System.CommandLine;
using System.CommandLine.Parsing;

namespace NodeGc.Agent.CommandLine;

/// <summary>Options that take a path. An empty one is what a script makes of a variable that is not set: it is never
/// taken for a default.</summary>
internal static class PathOption
{
    private const string UnixScheme = "unix://";

    public static Option<string> Directory(string name, string purpose, string usual)
    {
        var option = new Option<string>(name)
        {
            Description = purpose,
            HelpName = "DIR",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(RefuseEmpty);
        return option;
    }

    /// <summary>Takes a socket's path, or its address as DOCKER_HOST has it.</summary>
    public static Option<string?> Socket(string name, string purpose) =>
        new(name)
        {
            Description = purpose,
            HelpName = "PATH",
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                var hasScheme = given.StartsWith(UnixScheme, StringComparison.OrdinalIgnoreCase);
                var path = hasScheme ? given[UnixScheme.Length..] : given;
                if (FindSocketProblem(given, path) is { } problem)
                    result.AddError($"{name}: {problem}");
                return path;
            },
        };

    /// <summary>Refuses empty values.</summary>
    public static void RefuseEmpty(OptionResult result)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
            result.AddError($"{result.Option.Name} is empty; name a path, or leave the option out");
    }

    private static string? FindSocketProblem(string given, string path)
    {
        if (path.Length == 0)
            return $"'{given}' names no socket; write a path, as in unix:///var/run/docker.sock";
        if (!path.Contains("://", StringComparison.Ordinal))
        {
            return path.StartsWith('/') || given == path
                ? null
                : $"'{given}' is not absolute; after unix:// comes a path that begins with a slash";
        }
        return $"'{given}' is not on this host's disk: the agent needs the unix socket of the Docker daemon "
            + "whose data root it reads, as in unix:///var/run/docker.sock";
    }
}
