using System.Globalization;

namespace NodeGc.Api.Formats;

/// <summary>Formats bytes in human-readable form, in powers of 1024: <c>0</c>, <c>14Ki</c>, <c>1.5Gi</c>.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>At least two digits; one decimal below ten. Rounded, so not suitable for parsing.</summary>
    public static string Format(long bytes)
    {
        var (amount, unit) = ((double)bytes, 0);
        for (; Math.Abs(amount) >= 1023.5 && unit < Units.Length - 1; unit++)
            amount /= 1024;
        var format = unit > 0 && Math.Abs(amount) < 9.95 ? "0.#" : "0";
        return amount.ToString(format, CultureInfo.InvariantCulture) + Units[unit];
    }
}
