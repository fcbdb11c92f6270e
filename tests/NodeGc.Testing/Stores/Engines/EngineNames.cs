using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Testing.Stores.Engines;

/// <summary>Names as engines give them, each following from a word, so that the same store gets the same names
/// again.</summary>
internal static class EngineNames
{
    private const string LowerCase = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string UpperCase = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>64 hexadecimal digits.</summary>
    public static string Hex(string word) => Convert.ToHexStringLower(Hash(word));

    /// <summary>25 lower-case letters and digits, as BuildKit names directories.</summary>
    public static string Random(string word) => Of(LowerCase, 25, word);

    /// <summary>26 upper-case letters and digits, as overlay2 names short links.</summary>
    public static string Short(string word) => Of(UpperCase, 26, word);

    /// <summary><c>sha256:</c> and the hash of a text.</summary>
    public static string Digest(string text) => $"sha256:{Hex(text)}";

    private static string Of(string alphabet, int length, string word) =>
        string.Concat(Hash(word).Take(length).Select(b => alphabet[b % alphabet.Length]));

    private static byte[] Hash(string word) => SHA256.HashData(Encoding.UTF8.GetBytes(word));
}
