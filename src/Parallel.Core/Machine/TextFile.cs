using System.Security;

namespace ParallelCore.Machine;

/// <summary>Reads the small files in which an operating system describes itself; what can't be read isn't there.</summary>
internal static class TextFile
{
    public static string? TryRead(string rootDirectory, string path)
    {
        try
        {
            string file = Path.Combine(rootDirectory, path.TrimStart('/'));
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
