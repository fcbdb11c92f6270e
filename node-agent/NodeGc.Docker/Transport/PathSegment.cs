namespace NodeGc.Docker.Transport;

/// <summary>
/// A name as part of a request's path. Engines decode and clean the whole path before routing: escaped or not,
/// <c>volumes/../containers/web</c> is the container. So names that would change the path are refused before anything
/// is sent.
/// </summary>
internal static class PathSegment
{
    /// <summary>What .NET substitutes for bytes of a file name that are not UTF-8: such a name cannot be
    /// sent.</summary>
    private const char Replacement = '\uFFFD';

    /// <exception cref="DockerException"><see cref="DockerFailure.BadName"/>.</exception>
    public static string Escape(string name) =>
        FindFault(name) is { } fault
            ? throw new DockerException(
                DockerFailure.BadName,
                $"The name '{name}' was not sent to the Docker engine: {fault}. Rename or remove it manually."
            )
            : Uri.EscapeDataString(name);

    private static string? FindFault(string name) =>
        name.Split('/') switch
        {
            [""] => "it is empty",
            var parts when parts.Any(part => part is "" or "." or "..") => "it would change the request's path",
            _ when name.Any(char.IsControl) => "it contains control characters",
            _ when name.Contains(Replacement) || !IsWellFormed(name) => "it is not UTF-8",
            _ => null,
        };

    private static bool IsWellFormed(string name)
    {
        for (var index = 0; index < name.Length; index++)
        {
            if (!char.IsSurrogate(name[index]))
                continue;
            if (index + 1 >= name.Length || !char.IsSurrogatePair(name[index], name[index + 1]))
                return false;
            index++;
        }
        return true;
    }
}
