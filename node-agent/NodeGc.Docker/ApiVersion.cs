using System.Globalization;

namespace NodeGc.Docker;

/// <summary>A version of the Engine API such as <c>1.41</c>; ordered, so <c>1.9</c> is older than
/// <c>1.18</c>.</summary>
public readonly record struct ApiVersion(int Major, int Minor) : IComparable<ApiVersion>
{
    /// <summary>The oldest version that this client supports (Docker 1.6).</summary>
    public static readonly ApiVersion Oldest = new(1, 18);

    /// <summary>The newest version that this client was tested with (Docker 28). Newer engines still support
    /// it.</summary>
    public static readonly ApiVersion Newest = new(1, 51);

    /// <summary>Reads <c>major.minor</c>; null for anything else.</summary>
    public static ApiVersion? Find(string? text) =>
        text?.Split('.') is [var major, var minor] && Number(major) is { } a && Number(minor) is { } b
            ? new ApiVersion(a, b)
            : null;

    public int CompareTo(ApiVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public static bool operator <(ApiVersion left, ApiVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ApiVersion left, ApiVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ApiVersion left, ApiVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ApiVersion left, ApiVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
