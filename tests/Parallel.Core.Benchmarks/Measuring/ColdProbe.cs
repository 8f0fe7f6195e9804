using System.Diagnostics;
using System.Globalization;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Starts fresh processes of the probe program, on a library of choice.</summary>
internal sealed class ColdProbe : IDisposable
{
    private const string Program = "Parallel.Core.ColdProbe.dll";
    private const string Library = "Parallel.Core.dll";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parallel-core-cold-");

    public ColdProbe(string? library)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "cold-probe")))
        {
            File.Copy(file, InFolder(Path.GetFileName(file)));
        }

        if (library is not null)
        {
            File.Copy(library, InFolder(Library), overwrite: true);
        }
    }

    /// <summary>Whether the library holds machine code beside the portable one.</summary>
    public bool IsPrecompiled
    {
        get
        {
            using var image = new PEReader(File.OpenRead(InFolder(Library)));
            return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
        }
    }

    /// <summary>Runs the program once.</summary>
    /// <returns>The numbers that it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, or didn't end.</exception>
    public double[] Run(string what, string form)
    {
        string host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        using Process process = Process.Start(new ProcessStartInfo(host, [InFolder(Program), what, form]) { RedirectStandardOutput = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill();
            throw new InvalidOperationException($"The probe '{what} {form}' didn't end within {s_patience}.");
        }

        return process.ExitCode == 0
            ? [.. output.Result.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The probe '{what} {form}' failed with code {process.ExitCode}.");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string InFolder(string file) => Path.Combine(_folder.FullName, file);
}
