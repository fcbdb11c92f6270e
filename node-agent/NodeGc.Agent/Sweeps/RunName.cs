using System.Globalization;
using System.Security.Cryptography;

namespace NodeGc.Agent.Sweeps;

/// <summary>Names runs of the command line; runs of the operator have names already.</summary>
internal static class RunName
{
    /// <summary>For example <c>20261121-040000-3fa9</c>: it sorts by time, and two runs in one second differ.</summary>
    public static string New(DateTimeOffset now) =>
        $"{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-"
        + RandomNumberGenerator.GetHexString(4, lowercase: true);
}
