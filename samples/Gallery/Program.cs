using System.Globalization;
using ParallelCore.Gallery;
using ParallelCore.Gallery.Running;
using Spectre.Console;

// The same separators everywhere, also on the workers.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

using var interruption = new Interruption();
return new GalleryCommand(AnsiConsole.Console, Samples.All, interruption.Token).Run(args);
