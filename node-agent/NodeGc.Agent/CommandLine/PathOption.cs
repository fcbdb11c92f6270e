using System.CommandLine;
using System.CommandLine.Parsing;

namespace NodeGc.Agent.CommandLine;

/// <summary>Options that take a path. An empty path, such as an unset variable in a script, is an error and never means
/// the default.</summary>
internal static class PathOption
{
    private const string UnixScheme = "unix://";

    public static Option<string> Directory(string name, string purpose, string defaultValue)
    {
        var option = new Option<string>(name)
        {
            Description = purpose,
            HelpName = "DIR",
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(RefuseEmpty);
        return option;
    }

    /// <summary>Takes the path of a socket, or its address as in DOCKER_HOST.</summary>
    public static Option<string?> Socket(string name, string purpose, string? defaultValue) =>
        new(name)
        {
            DefaultValueFactory = _ => defaultValue,
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
            result.AddError($"{result.Option.Name} is empty; give a path or omit the option");
    }

    private static string? FindSocketProblem(string given, string path)
    {
        if (path.Length == 0)
            return $"'{given}' contains no path; use for example unix:///var/run/docker.sock";
        if (!path.Contains("://", StringComparison.Ordinal))
        {
            return path.StartsWith('/') || given == path
                ? null
                : $"'{given}' is not an absolute path; use for example unix:///var/run/docker.sock";
        }
        return $"'{given}' is not a Unix socket on this host; the agent needs the socket of the Docker daemon "
            + "whose data root it reads, for example unix:///var/run/docker.sock";
    }
}
