using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Testing.Stores;

/// <summary>Names as engines give them; always the same ones in the same order.</summary>
internal sealed class RandomNames
{
    private const string LowerCase = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string UpperCase = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private int count;

    /// <summary>64 hexadecimal digits.</summary>
    public string Hex() => Convert.ToHexStringLower(Next());

    /// <summary>25 lower-case letters and digits, as BuildKit names directories.</summary>
    public string Random() => Of(LowerCase, 25);

    /// <summary>26 upper-case letters and digits, as overlay2 names short links.</summary>
    public string Short() => Of(UpperCase, 26);

    private string Of(string alphabet, int length) =>
        string.Concat(Next().Take(length).Select(b => alphabet[b % alphabet.Length]));

    private byte[] Next() => SHA256.HashData(Encoding.UTF8.GetBytes($"name {count++}"));
}
