using System.Globalization;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>Numbers for people, the same in every culture.</summary>
internal static class Text
{
    public static string Time(double seconds) => seconds switch
    {
        < 1e-6 => Significant(seconds * 1e9) + " ns",
        < 1e-3 => Significant(seconds * 1e6) + " us",
        < 1 => Significant(seconds * 1e3) + " ms",
        _ => Significant(seconds) + " s",
    };

    public static string Ratio(double ratio, int digits = 2) => ratio.ToString("F" + digits, CultureInfo.InvariantCulture);

    public static string Cores(double? cores) => cores is { } share ? Ratio(share) + " cores" : "";

    public static string Bytes(double? bytes) => bytes switch
    {
        null => "",
        0 => "0 B",
        < 10_000 => bytes.Value.ToString("0.#", CultureInfo.InvariantCulture) + " B",
        < 10_000_000 => (bytes.Value / 1e3).ToString("F0", CultureInfo.InvariantCulture) + " kB",
        _ => (bytes.Value / 1e6).ToString("F0", CultureInfo.InvariantCulture) + " MB",
    };

    private static string Significant(double value) =>
        value.ToString(value < 10 ? "F2" : value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
