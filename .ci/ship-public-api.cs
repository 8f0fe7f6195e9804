#:property PublishAot=false
#:property NoWarn=CS1591

// dotnet run .ci/ship-public-api.cs -- <version>, in the repository's root: declares all that is public now as shipped in that version. From then on a member may be added, and
// `dotnet pack` fails when one is gone or has changed: it compares with the reference assemblies that are kept here.
using System.Diagnostics;
using System.IO.Compression;

const string Project = "src/Parallel.Core";
if (args is not [string version] || !System.Text.RegularExpressions.Regex.IsMatch(version, @"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$"))
{
    Console.Error.WriteLine("usage: dotnet run .ci/ship-public-api.cs -- <version>, such as 1.2.3 or 1.2.3-beta");
    return 2;
}

Run("dotnet", $"build {Project} -c Release -v q");

string shipped = $"{Project}/PublicAPI.Shipped.txt";
string unshipped = $"{Project}/PublicAPI.Unshipped.txt";
const string Removed = "*REMOVED*";
string[] lines = [.. File.ReadLines(shipped).Concat(File.ReadLines(unshipped)).Where(static line => line is not ("" or "#nullable enable"))];
HashSet<string> removed = [.. lines.Where(static line => line.StartsWith(Removed, StringComparison.Ordinal)).SelectMany(static line => (string[])[line, line[Removed.Length..]])];
string[] members = [.. lines.Where(line => !removed.Contains(line)).Distinct().Order(StringComparer.Ordinal)];
File.WriteAllLines(shipped, ["#nullable enable", .. members]);
File.WriteAllLines(unshipped, ["#nullable enable"]);

Directory.CreateDirectory($"{Project}/Baseline");
foreach (string old in Directory.EnumerateFiles($"{Project}/Baseline"))
{
    File.Delete(old);
}

using ZipArchive package = ZipFile.Open($"{Project}/Baseline/Parallel.Core.nupkg", ZipArchiveMode.Create);
using (var nuspec = new StreamWriter(package.CreateEntry("Parallel.Core.nuspec").Open()))
{
    nuspec.Write($"""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>Parallel.Core</id>
            <version>{version}</version>
            <authors>Parallel.Core</authors>
            <description>The public surface of {version}, to compare with; not for use.</description>
          </metadata>
        </package>
        """);
}

foreach (string target in (string[])["net8.0", "net10.0"])
{
    package.CreateEntryFromFile($"{Project}/obj/Release/{target}/ref/Parallel.Core.dll", $"lib/{target}/Parallel.Core.dll", CompressionLevel.SmallestSize);
}

Console.WriteLine($"{members.Length} members are shipped in {version}.");
return 0;

static void Run(string program, string arguments)
{
    using Process process = Process.Start(program, arguments);
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        Environment.Exit(process.ExitCode);
    }
}
