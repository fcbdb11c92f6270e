using System.Buffers;

namespace NodeGc.Storage.Reading;

/// <summary>The names that engines give. A name is proof only by exact match: anything else is not
/// understood.</summary>
internal static class LayerNames
{
    private const string Digest = "sha256:";
    private const string Init = "-init";
    private const int HexLength = 64;
    private const int RandomLength = 25;
    private const int ShortLength = 26;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> LowerCase = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> UpperCase = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static bool IsHex(ReadOnlySpan<char> name) => name.Length == HexLength && !name.ContainsAnyExcept(HexDigits);

    /// <summary>25 lower-case letters and digits: a name made by BuildKit.</summary>
    public static bool IsRandom(ReadOnlySpan<char> name) =>
        name.Length == RandomLength && !name.ContainsAnyExcept(LowerCase);

    /// <summary>26 upper-case letters and digits: overlay2's short name of a layer.</summary>
    public static bool IsShort(ReadOnlySpan<char> name) =>
        name.Length == ShortLength && !name.ContainsAnyExcept(UpperCase);

    /// <summary>A directory in a storage driver's home: <c>^[0-9a-f]{64}(-init)?$</c> or
    /// <c>^[a-z0-9]{25}$</c>.</summary>
    public static bool IsDirectory(ReadOnlySpan<char> name) =>
        IsRandom(name) || IsHex(name) || (name.EndsWith(Init) && IsHex(name[..^Init.Length]));

    /// <summary>The init layer of the container layer <paramref name="mountId"/>.</summary>
    public static string InitOf(string mountId) => mountId + Init;

    /// <summary><c>sha256:</c> and 64 hexadecimal digits.</summary>
    public static bool IsDigest(ReadOnlySpan<char> text) => text.StartsWith(Digest) && IsHex(text[Digest.Length..]);

    /// <summary>The digest in <paramref name="text"/> without white space.</summary>
    /// <exception cref="MetadataDamagedException">It is none.</exception>
    public static string Digested(string? text, string file) =>
        IsDigest(text)
            ? text!
            : throw new MetadataDamagedException(text is null ? $"{file} is missing" : $"{file} is no sha256 digest");

    /// <summary>The digest made of <paramref name="hex"/>.</summary>
    public static string DigestOf(string hex) => Digest + hex;

    /// <summary>The hexadecimal digits of a digest.</summary>
    public static string HexOf(string digest) => digest[Digest.Length..];
}
