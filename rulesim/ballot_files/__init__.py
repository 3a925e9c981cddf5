"""Real ballot papers from files: PrefLib's rankings (.soc .soi .toc .toi) and the .blt files of counting programs."""
